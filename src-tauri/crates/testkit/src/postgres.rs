#![allow(clippy::expect_used, clippy::panic, reason = "a test kit stops loudly")]
#![allow(
    clippy::zombie_processes,
    reason = "the keeper outlives this process by design: it ends the server after it"
)]

//! A real PostgreSQL, from the system's packages: one private cluster for each test process, in a temporary folder, on a Unix
//! socket and no port. It ends with the process that asked for it, however that ends.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The cluster's own user.
const USER: &str = "keepwell";
/// A cluster that is not there by then will not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// The server, and after it the folder, go when the pipe closes: also when the test process is killed.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -c unix_socket_directories="$2" -c listen_addresses= -c fsync=off \
  -c max_connections=200 -c shared_buffers=32MB -c log_min_messages=warning &
read -r _
kill -QUIT $! 2>/dev/null
wait
rm -rf "$2"/data "$2"/.s.* "$2"/log
rm -rf "$2" 2>/dev/null
true
"#;

struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    _keeper: ChildStdin,
}

/// A new, empty database in this process's cluster.
///
/// # Panics
/// When PostgreSQL is not installed or does not start; says what to do.
pub fn database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(begin);
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let made = cluster.psql("postgres", &format!("CREATE DATABASE {name}"));
    assert!(
        made.status.success(),
        "no database: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    let host = cluster.folder.display().to_string().replace('/', "%2F");
    format!("postgres://{USER}@{host}/{name}")
}

impl Cluster {
    fn psql(&self, database: &str, sql: &str) -> Output {
        Command::new(self.programs.join("psql"))
            .args([
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                USER,
                "-d",
                database,
                "-c",
                sql,
                "-h",
            ])
            .arg(&self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("psql runs")
    }
}

/// Debian keeps every version's programs in a folder of its own.
fn programs() -> PathBuf {
    let version = |folder: &PathBuf| folder.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .chain(std::env::var_os("PATH").iter().flat_map(std::env::split_paths))
        .filter(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
        .collect();
    found.sort_by_key(version);
    found.pop().expect(
        "PostgreSQL is not installed, and this test needs a real one. Type `scripts/setup test`, or install the package `postgresql`.",
    )
}

/// PostgreSQL refuses to run as root: there it runs as its own user, or as nobody.
fn servant() -> Option<(u32, u32)> {
    if fs::metadata("/proc/self").ok()?.uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids("postgres").or_else(|| ids("nobody"))
}

fn command(program: &Path, servant: Option<(u32, u32)>) -> Command {
    let Some((user, group)) = servant else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command
        .arg(format!("--reuid={user}"))
        .arg(format!("--regid={group}"))
        .arg("--clear-groups")
        .arg(program);
    command
}

fn begin() -> Cluster {
    let programs = programs();
    let servant = servant();
    let folder = tempfile::Builder::new()
        .prefix("keepwell-pg-")
        .tempdir_in("/tmp")
        .expect("a temporary folder")
        // The keeper removes it: this process may be killed.
        .keep();
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("its permissions");
    if let Some((user, group)) = servant {
        chown(&folder, Some(user), Some(group)).expect("given to PostgreSQL's user");
    }
    let log = folder.join("log");
    let log = || File::options().create(true).append(true).open(&log).expect("a log");
    let made = command(&programs.join("initdb"), servant)
        .args([
            "-N",
            "--no-instructions",
            "-A",
            "trust",
            "--locale=C",
            "-E",
            "UTF8",
            "-U",
            USER,
            "-D",
        ])
        .arg(folder.join("data"))
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .expect("initdb runs");
    assert!(
        made.status.success(),
        "initdb: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    let mut keeper = command(Path::new("/bin/sh"), servant)
        .args(["-c", KEEPER, "keeper"])
        .arg(&programs)
        .arg(&folder)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(log())
        .stderr(log())
        .spawn()
        .expect("PostgreSQL starts");
    let cluster = Cluster {
        programs,
        _keeper: keeper.stdin.take().expect("its pipe"),
        folder,
    };
    let from = Instant::now();
    while !cluster.psql("postgres", "SELECT 1").status.success() {
        if from.elapsed() > PATIENCE || keeper.try_wait().is_ok_and(|ended| ended.is_some()) {
            let said = fs::read_to_string(cluster.folder.join("log")).unwrap_or_default();
            panic!("PostgreSQL did not start: {said}");
        }
        sleep(Duration::from_millis(30));
    }
    cluster
}
