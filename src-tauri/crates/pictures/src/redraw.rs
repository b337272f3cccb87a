//! Draws a picture anew.

use crate::{Kind, kind_of};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The longest side of a picture that is opened, pixels.
pub const LARGEST_SIDE: u32 = 16_384;
/// The most pixels of a picture that is opened: a phone of today takes 50 million.
pub const LARGEST_PIXELS: u64 = 51_000_000;
/// The most memory a decoder may take, bytes.
const MOST_MEMORY: u64 = 420 << 20;
/// The longest side of a picture that is kept, pixels: enough to read a page of small print.
const KEPT_SIDE: u32 = 3_000;
/// The longest side of the small picture, pixels.
const SMALL_SIDE: u32 = 320;
/// JPEG quality of what is kept.
const QUALITY: u8 = 88;

/// A picture drawn anew.
#[derive(Debug, Clone)]
pub struct Picture {
    /// JPEG or PNG, as it came.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// A small one of it, always JPEG.
    pub small: Vec<u8>,
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Neither JPEG nor PNG.
    #[error("neither a JPEG nor a PNG picture")]
    NotAPicture,
    /// More pixels or memory than is opened.
    #[error("more pixels than are opened")]
    TooLarge,
    /// Cannot be decoded.
    #[error("damaged")]
    Broken,
}

/// Draws `bytes` anew, upright, at most 3,000 pixels a side.
pub fn redraw(bytes: &[u8]) -> Result<Picture, Problem> {
    let kind = match kind_of(bytes) {
        Some(kind @ (Kind::Jpeg | Kind::Png)) => kind,
        Some(Kind::Pdf) | None => return Err(Problem::NotAPicture),
    };
    // A decoder that panics on bytes nobody thought of must not take the worker along.
    std::panic::catch_unwind(|| draw(kind, bytes)).unwrap_or(Err(Problem::Broken))
}

fn draw(kind: Kind, bytes: &[u8]) -> Result<Picture, Problem> {
    let format = if kind == Kind::Png {
        ImageFormat::Png
    } else {
        ImageFormat::Jpeg
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > LARGEST_PIXELS {
        return Err(Problem::TooLarge);
    }
    let upright = decoder.orientation().map_err(problem)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(problem)?;
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    picture.apply_orientation(upright);
    let small = picture.thumbnail(SMALL_SIDE, SMALL_SIDE);
    Ok(Picture {
        kind,
        width: picture.width(),
        height: picture.height(),
        bytes: match kind {
            Kind::Png => png(&picture)?,
            Kind::Jpeg | Kind::Pdf => jpeg(&picture)?,
        },
        small: jpeg(&small)?,
    })
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&picture.to_rgb8())
        .map_err(problem)?;
    Ok(bytes)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Cursor::new(Vec::new());
    let eight_bits = if picture.color().has_alpha() {
        DynamicImage::from(picture.to_rgba8())
    } else {
        DynamicImage::from(picture.to_rgb8())
    };
    eight_bits.write_to(&mut bytes, ImageFormat::Png).map_err(problem)?;
    Ok(bytes.into_inner())
}

fn problem(error: image::ImageError) -> Problem {
    match error {
        image::ImageError::Limits(_) => Problem::TooLarge,
        _ => Problem::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 90]));
        DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn contains(bytes: &[u8], needle: &[u8]) -> bool {
        bytes.windows(needle.len()).any(|window| window == needle)
    }

    /// A JPEG with an EXIF segment that says where it was taken, and that it lies on its side.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 40.60260 -75.46910 TAKEN AT HOME");
        let mut out = jpeg[..2].to_vec();
        out.extend([0xff, 0xe1]);
        out.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        out.extend(exif);
        out.extend(&jpeg[2..]);
        out
    }

    #[test]
    fn a_photo_comes_out_upright_without_the_place_it_was_taken_at() {
        let taken = with_exif(&photo(64, 40, ImageFormat::Jpeg));
        assert!(contains(&taken, b"TAKEN AT HOME"), "the test's own photo says where");
        let drawn = redraw(&taken).unwrap();
        assert_eq!((drawn.width, drawn.height), (40, 64), "it stands upright");
        assert!(!contains(&drawn.bytes, b"TAKEN AT HOME") && !contains(&drawn.bytes, b"Exif"));
        assert_eq!(kind_of(&drawn.small), Some(Kind::Jpeg));
    }

    #[test]
    fn what_hides_behind_a_picture_does_not_survive() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let mut both = photo(30, 30, format);
            both.extend(b"PK\x03\x04<script>alert(1)</script>%PDF-1.7");
            let drawn = redraw(&both).unwrap();
            assert!(
                !contains(&drawn.bytes, b"<script>") && !contains(&drawn.bytes, b"%PDF"),
                "{format:?}"
            );
        }
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_keeps_its_shape() {
        let drawn = redraw(&photo(4_000, 2_000, ImageFormat::Jpeg)).unwrap();
        assert_eq!((drawn.width, drawn.height), (3_000, 1_500));
    }

    /// A PNG's head alone, of any size, with a CRC that fits.
    fn claims(width: u32, height: u32) -> Vec<u8> {
        let mut head = b"IHDR".to_vec();
        head.extend(width.to_be_bytes());
        head.extend(height.to_be_bytes());
        head.extend([8, 2, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
        png.extend(&head);
        png.extend(crc(&head).to_be_bytes());
        png.extend(b"\0\0\0\0IDAT");
        png
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
            })
        })
    }

    #[test]
    fn a_picture_of_fifty_thousand_by_fifty_thousand_is_not_opened() {
        assert_eq!(redraw(&claims(50_000, 50_000)).unwrap_err(), Problem::TooLarge);
        assert_eq!(
            redraw(&claims(16_000, 16_000)).unwrap_err(),
            Problem::TooLarge,
            "each side fits, all the pixels do not"
        );
    }

    #[test]
    fn torn_and_flipped_pictures_are_refused_or_drawn_never_worse() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let whole = photo(48, 48, format);
            for at in (0..whole.len()).step_by(41) {
                let _ = redraw(&whole[..at]);
                let mut flipped = whole.clone();
                flipped[at] ^= 0x55;
                if let Ok(drawn) = redraw(&flipped) {
                    assert!(u64::from(drawn.width) * u64::from(drawn.height) <= LARGEST_PIXELS);
                }
            }
            assert!(redraw(&whole[..20]).is_err());
        }
        assert_eq!(redraw(b"<svg/>").unwrap_err(), Problem::NotAPicture);
        assert_eq!(redraw(b"%PDF-1.7").unwrap_err(), Problem::NotAPicture);
    }
}
