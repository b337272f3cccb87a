//! Build script: hands Tauri its configuration. Without the `window` feature there is nothing to do.

#[cfg(not(feature = "window"))]
fn main() {}

#[cfg(feature = "window")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The package's root is the repository, so the folder Tauri would look into does not exist: name the real one.
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/*.json");
    tauri_build::try_build(attributes)?;
    // A path named by hand is not watched by Tauri.
    watch("src-tauri/capabilities");
    watch("ui/dist/desk");
    Ok(())
}

/// Builds again when something in the folder changes.
#[cfg(feature = "window")]
#[allow(clippy::print_stdout)] // cargo listens on standard output
fn watch(folder: &str) {
    println!("cargo:rerun-if-changed={folder}");
}
