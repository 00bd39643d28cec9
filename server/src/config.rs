//! Settings of the server: flags before environment before one TOML file. Each value keeps where it came from, so that
//! an error can name the key and the source.

mod openid;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use ipnet::IpNet;

pub use openid::{Claim, OpenIdSettings, Secret};

/// What can be set, as it is written in the TOML; a flag is `--key`, a variable of the environment `SENTE_KEY` with
/// `_` for `-`. (`oidc-secret` has no flag: whoever lists the processes would read it.)
pub const KEYS: [&str; 19] = [
    "data",
    "listen",
    "postgres",
    "postgres-ca",
    "pages",
    "packs",
    "metrics",
    "behind-proxy",
    "name",
    "contact",
    "rate-per-address",
    "rate-per-key",
    "public-address",
    "oidc-issuer",
    "oidc-client",
    "oidc-secret",
    "oidc-secret-file",
    "oidc-label",
    "oidc-claim",
];

/// Everything that the server has to know before it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The folder of the database and the photos.
    pub data: PathBuf,
    pub listen: SocketAddr,
    /// The community store is in PostgreSQL, at this URL, and not in the folder.
    pub postgres: Option<String>,
    /// The authorities one of which has to have signed the certificate of PostgreSQL.
    pub postgres_ca: Option<PathBuf>,
    /// The browser version of the app.
    pub pages: Option<PathBuf>,
    /// Map packs and publications, served as they lie there.
    pub packs: Option<PathBuf>,
    /// Where `/metrics` is served; on the loopback only.
    pub metrics: Option<SocketAddr>,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub behind_proxy: Vec<IpNet>,
    /// Who runs the server, as it is shown.
    pub name: String,
    /// Where to write to about one's data.
    pub contact: String,
    /// Requests that one address may send in a second, on average; 0 is without limit.
    pub rate_per_address: f64,
    /// The same for one device.
    pub rate_per_key: f64,
    /// Staff may also sign in at this provider of OpenID Connect.
    pub openid: Option<OpenIdSettings>,
}

impl Settings {
    /// Whether browsers reach this server over TLS only, which a proxy ends.
    pub fn is_over_tls(&self) -> bool {
        let public = self.openid.as_ref().map(|openid| openid.public_address.scheme());
        !self.behind_proxy.is_empty() || public == Some("https")
    }
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    #[error("`{key}` is not set: give --{key}, {}, or `{key}` in the file of --config", variable(.key))]
    Missing { key: &'static str },
    #[error("`{key}` ({origin}): expected {expected}")]
    Wrong { key: &'static str, origin: String, expected: &'static str },
    #[error("`{key}` in {file} is not a setting; the settings are {}", KEYS.join(", "))]
    Unknown { key: String, file: String },
    #[error("`{key}`: could not read {file}")]
    Unread {
        key: &'static str,
        file: String,
        #[source]
        source: std::io::Error,
    },
    #[error("could not read the settings in {file}")]
    File {
        file: String,
        #[source]
        source: std::io::Error,
    },
    #[error("{file} is not TOML")]
    Toml {
        file: String,
        #[source]
        source: Box<toml::de::Error>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    value: String,
    origin: String,
}

/// The values as they were given, each from the strongest source that has it.
#[derive(Debug, Clone, Default)]
pub struct Sources(BTreeMap<&'static str, Given>);

/// The variable of the environment that sets a key.
pub fn variable(key: &str) -> String {
    format!("SENTE_{}", key.to_ascii_uppercase().replace('-', "_"))
}

impl Sources {
    /// From flags, the environment and a file, strongest first.
    pub fn gather(
        flags: impl IntoIterator<Item = (&'static str, Option<String>)>,
        environment: impl Fn(&str) -> Option<String>,
        file: Option<&Path>,
    ) -> Result<Self, BadSettings> {
        let mut sources = Sources::default();
        for (key, value) in flags {
            if let Some(value) = value {
                sources.add(key, value, format!("from --{key}"));
            }
        }
        for key in KEYS {
            if let Some(value) = environment(&variable(key)) {
                sources.add(key, value, format!("from {}", variable(key)));
            }
        }
        if let Some(path) = file {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|source| BadSettings::File { file: name.clone(), source })?;
            sources.add_toml(&text, &name)?;
        }
        Ok(sources)
    }

    fn add(&mut self, key: &'static str, value: String, origin: String) {
        self.0.entry(key).or_insert(Given { value, origin });
    }

    fn add_toml(&mut self, text: &str, file: &str) -> Result<(), BadSettings> {
        let table: toml::Table = text
            .parse()
            .map_err(|source| BadSettings::Toml { file: file.to_owned(), source: Box::new(source) })?;
        for (name, value) in table {
            let Some(key) = KEYS.into_iter().find(|key| *key == name) else {
                return Err(BadSettings::Unknown { key: name, file: file.to_owned() });
            };
            // A list is written in the other sources with commas.
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Array(list) => {
                    let words = list.iter().map(|item| item.as_str().unwrap_or_default().to_owned());
                    words.collect::<Vec<_>>().join(",")
                }
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Float(number) => number.to_string(),
                // Nothing that can be set is a table, a date, or yes or no.
                toml::Value::Boolean(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => {
                    let (origin, expected) = (format!("from {file}"), "a text, a number or a list");
                    return Err(BadSettings::Wrong { key, origin, expected });
                }
            };
            self.add(key, value, format!("from {file}"));
        }
        Ok(())
    }

    /// The settings, with what is not given at its default.
    pub fn settings(&self) -> Result<Settings, BadSettings> {
        const ADDRESS: &str = "an address and a port, as 127.0.0.1:8028";
        let metrics: Option<SocketAddr> = self.read("metrics", ADDRESS)?;
        if metrics.is_some_and(|address| !address.ip().is_loopback()) {
            return Err(
                self.wrong("metrics", "an address of the loopback: what is measured stays on the machine")
            );
        }
        Ok(Settings {
            data: self.read("data", "a folder")?.ok_or(BadSettings::Missing { key: "data" })?,
            listen: self.read("listen", ADDRESS)?.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8028))),
            postgres: self.read("postgres", "a URL of PostgreSQL")?,
            postgres_ca: self.read("postgres-ca", "a PEM file")?,
            pages: self.read("pages", "a folder")?,
            packs: self.read("packs", "a folder")?,
            metrics,
            behind_proxy: self.networks("behind-proxy")?,
            name: self.read("name", "a name")?.unwrap_or_else(|| "Sente".to_owned()),
            contact: self.read("contact", "an address")?.unwrap_or_default(),
            rate_per_address: self.rate("rate-per-address", 20.0)?,
            rate_per_key: self.rate("rate-per-key", 5.0)?,
            openid: openid::read(self)?,
        })
    }

    fn read<T: FromStr>(&self, key: &'static str, expected: &'static str) -> Result<Option<T>, BadSettings> {
        match self.0.get(key) {
            None => Ok(None),
            Some(given) if given.value.is_empty() => Err(self.wrong(key, expected)),
            Some(given) => given.value.parse().map(Some).map_err(|_| self.wrong(key, expected)),
        }
    }

    fn rate(&self, key: &'static str, usual: f64) -> Result<f64, BadSettings> {
        const EXPECTED: &str = "requests a second, from 0 to 1000000";
        let rate = self.read(key, EXPECTED)?.unwrap_or(usual);
        if (0.0..=1e6).contains(&rate) { Ok(rate) } else { Err(self.wrong(key, EXPECTED)) }
    }

    /// Networks as `10.0.0.0/8`, or single addresses, with commas between them.
    fn networks(&self, key: &'static str) -> Result<Vec<IpNet>, BadSettings> {
        let Some(given) = self.0.get(key) else { return Ok(Vec::new()) };
        let network = |word: &str| -> Option<IpNet> {
            word.parse().ok().or_else(|| word.parse::<IpAddr>().ok().map(IpNet::from))
        };
        let words = given.value.split(',').map(str::trim);
        words
            .map(|word| network(word).ok_or_else(|| self.wrong(key, "networks as 10.0.0.0/8, with commas")))
            .collect()
    }

    fn wrong(&self, key: &'static str, expected: &'static str) -> BadSettings {
        let origin = self.0.get(key).map(|given| given.origin.clone()).unwrap_or_default();
        BadSettings::Wrong { key, origin, expected }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(
        flags: &[(&'static str, &str)],
        environment: &[(&str, &str)],
        file: &str,
    ) -> Result<Settings, BadSettings> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sente.toml");
        std::fs::write(&path, file).unwrap();
        let flags = flags.iter().map(|(key, value)| (*key, Some((*value).to_owned())));
        let look = |name: &str| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        Sources::gather(flags, look, Some(&path))?.settings()
    }

    #[test]
    fn a_flag_is_stronger_than_the_environment_and_that_than_the_file() {
        let settings = from(
            &[("name", "a")],
            &[("SENTE_NAME", "b"), ("SENTE_CONTACT", "c")],
            "name = 'd'\ncontact = 'e'\ndata = 'f'",
        )
        .unwrap();
        assert_eq!((settings.name.as_str(), settings.contact.as_str()), ("a", "c"));
        assert_eq!(settings.data, Path::new("f"));
    }

    #[test]
    fn an_error_names_the_key_and_its_source() {
        let said = |settings: Result<Settings, BadSettings>| settings.unwrap_err().to_string();
        let wrong = from(&[("data", "d")], &[("SENTE_LISTEN", "nowhere")], "");
        assert_eq!(
            said(wrong),
            "`listen` (from SENTE_LISTEN): expected an address and a port, as 127.0.0.1:8028"
        );
        assert!(
            said(from(&[], &[], "listen = '[::1]:0'"))
                .starts_with("`data` is not set: give --data, SENTE_DATA")
        );
        assert!(said(from(&[], &[], "lisen = 'x'")).starts_with("`lisen` in "));
        assert!(said(from(&[("data", "d"), ("metrics", "0.0.0.0:9")], &[], "")).contains("loopback"));
    }

    #[test]
    fn no_setting_is_yes_or_no_a_date_or_a_table() {
        for value in ["true", "2026-11-26", "{ folder = 'd' }"] {
            let wrong = from(&[], &[], &format!("data = {value}"));
            assert!(matches!(wrong, Err(BadSettings::Wrong { key: "data", .. })), "{value}: {wrong:?}");
        }
    }

    #[test]
    fn proxies_are_networks_or_single_addresses() {
        let settings = from(&[("data", "d")], &[], "behind-proxy = ['10.0.0.0/8', '::1']").unwrap();
        assert_eq!(settings.behind_proxy.len(), 2);
        assert!(settings.behind_proxy[1].contains(&"::1".parse::<IpAddr>().unwrap()));
    }
}
