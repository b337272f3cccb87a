//! Desktop notifications.

use keepwell_practice::ports::Notifier;

/// This computer's notification service.
#[derive(Debug, Default)]
pub struct Desktop;

impl Notifier for Desktop {
    fn notify(&self, title: &str, body: &str) -> Result<(), String> {
        let mut notification = notify_rust::Notification::new();
        notification
            .appname("Keepwell")
            .summary(title)
            .body(&as_the_desktop_reads_it(body));
        #[cfg(target_os = "linux")]
        notification
            .icon("keepwell")
            .hint(notify_rust::Hint::DesktopEntry("Keepwell".into()));
        notification.show().map(drop).map_err(|error| error.to_string())
    }
}

/// Many Linux desktops read the body as a little HTML; text must then be escaped, or "5 < 6" swallows the rest.
#[cfg(all(unix, not(target_os = "macos")))]
fn as_the_desktop_reads_it(body: &str) -> String {
    let markup = notify_rust::get_capabilities().is_ok_and(|can| can.iter().any(|one| one == "body-markup"));
    if markup { escaped(body) } else { body.to_owned() }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn as_the_desktop_reads_it(body: &str) -> String {
    body.to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    #[test]
    fn markup_in_a_text_is_shown_not_obeyed() {
        assert_eq!(super::escaped("<b>5 & 6</b>"), "&lt;b&gt;5 &amp; 6&lt;/b&gt;");
    }
}
