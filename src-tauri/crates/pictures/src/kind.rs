//! What a file is, by its own bytes.

/// A kind of file that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A PDF.
    Pdf,
}

impl Kind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// What its name ends in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// What `bytes` are; `None`: nothing that is kept. The first bytes decide, at the very beginning: programs that look for
/// a PDF's mark anywhere are how one file passes for two. A PDF that is a ZIP archive as well is neither.
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(Kind::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Kind::Png)
    } else if bytes.starts_with(b"%PDF-") && !ends_as_zip(bytes) {
        Some(Kind::Pdf)
    } else {
        None
    }
}

/// Whether a ZIP reader would take the file: its directory's last record reaches exactly to the end.
fn ends_as_zip(bytes: &[u8]) -> bool {
    const RECORD: usize = 22;
    let from = bytes.len().saturating_sub(RECORD + usize::from(u16::MAX));
    let tail = bytes.get(from..).unwrap_or_default();
    tail.windows(RECORD).enumerate().any(|(at, record)| {
        let comment = usize::from(u16::from_le_bytes([record[20], record[21]]));
        record.starts_with(b"PK\x05\x06") && at + RECORD + comment == tail.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_decide_whatever_the_name_says() {
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0rest"), Some(Kind::Jpeg));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\nrest"), Some(Kind::Png));
        assert_eq!(kind_of(b"%PDF-1.7\n%%EOF"), Some(Kind::Pdf));
        for other in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
            b"<!doctype html><script>",
            b"PK\x03\x04",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
            b"MZ\x90",
            b"  %PDF-1.7",
            b"",
            b"\xff\xd8",
        ] {
            assert_eq!(kind_of(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_pdf_that_is_a_zip_as_well_is_neither() {
        let mut both = b"%PDF-1.7\n...%%EOF\n".to_vec();
        both.extend(b"PK\x05\x06");
        both.extend([0; 16]);
        both.extend(3_u16.to_le_bytes());
        both.extend(b"end");
        assert_eq!(kind_of(&both), None);
        both.push(b'\n');
        assert_eq!(
            kind_of(&both),
            Some(Kind::Pdf),
            "an archive embedded in it does not reach to its end"
        );
    }
}
