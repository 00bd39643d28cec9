//! Where staff may sign in besides with a password: the provider of OpenID Connect, and this server as that knows it.

use std::fmt;
use std::str::FromStr;

use openidconnect::IssuerUrl;
use openidconnect::url::{Host, Url};

use super::{BadSettings, Sources};

/// All that is set of OpenID Connect.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenIdSettings {
    /// Where browsers reach this server.
    pub public_address: Url,
    pub issuer: IssuerUrl,
    /// This server's name at the provider.
    pub client: String,
    pub secret: Secret,
    /// What stands on the button; the app has words of its own.
    pub label: Option<String>,
    pub claim: Claim,
}

/// A secret is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// What the provider says of a person that is the name of an account here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Only where the provider has verified it.
    Email,
    /// Only safe where nobody but the provider's administrator chooses it.
    PreferredUsername,
}

impl FromStr for Claim {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "email" => Ok(Claim::Email),
            "preferred_username" => Ok(Claim::PreferredUsername),
            _ => Err(()),
        }
    }
}

/// Of these, one without the others means nothing.
const TOGETHER: [&str; 5] = ["oidc-client", "oidc-secret", "oidc-secret-file", "oidc-label", "oidc-claim"];

pub fn read(sources: &Sources) -> Result<Option<OpenIdSettings>, BadSettings> {
    const ISSUER: &str = "the https address of a provider of OpenID Connect";
    const PUBLIC: &str = "the https address of this server without a path, as https://randonnee.example.fr";
    let public_address: Option<Url> = sources.read("public-address", PUBLIC)?;
    let bare = |url: &Url| url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if public_address.as_ref().is_some_and(|url| !is_guarded(url) || !bare(url)) {
        return Err(sources.wrong("public-address", PUBLIC));
    }
    let Some(issuer) = sources.read::<String>("oidc-issuer", ISSUER)? else {
        let alone = TOGETHER.iter().any(|key| sources.0.contains_key(key));
        return if alone { Err(BadSettings::Missing { key: "oidc-issuer" }) } else { Ok(None) };
    };
    let issuer = IssuerUrl::new(issuer).map_err(|_| sources.wrong("oidc-issuer", ISSUER))?;
    if !is_guarded(issuer.url()) {
        return Err(sources.wrong("oidc-issuer", ISSUER));
    }
    const CLAIM: &str = "`email` or `preferred_username`";
    Ok(Some(OpenIdSettings {
        public_address: public_address.ok_or(BadSettings::Missing { key: "public-address" })?,
        issuer,
        client: sources
            .read("oidc-client", "this server's client id")?
            .ok_or(BadSettings::Missing { key: "oidc-client" })?,
        secret: secret(sources)?,
        label: sources.read("oidc-label", "the words of a button")?,
        claim: sources.read("oidc-claim", CLAIM)?.unwrap_or(Claim::Email),
    }))
}

/// From its file, or as it is.
fn secret(sources: &Sources) -> Result<Secret, BadSettings> {
    if let Some(file) = sources.read::<String>("oidc-secret-file", "a file with the client secret")? {
        let text = std::fs::read_to_string(&file).map_err(|source| BadSettings::Unread {
            key: "oidc-secret-file",
            file,
            source,
        })?;
        let text = text.trim();
        if text.is_empty() {
            return Err(sources.wrong("oidc-secret-file", "a file with the client secret, not an empty one"));
        }
        return Ok(Secret(text.to_owned()));
    }
    let secret = sources.read("oidc-secret", "the client secret")?;
    secret.map(Secret).ok_or(BadSettings::Missing { key: "oidc-secret-file" })
}

/// Whether nobody on the way can read or change what goes there: TLS, or the machine itself (for trying it out).
fn is_guarded(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.host().is_some() && (url.scheme() == "https" || (url.scheme() == "http" && loopback))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, Sources};

    const WHOLE: &str = "data = 'd'\npublic-address = 'https://randonnee.example.fr'\n\
         oidc-issuer = 'https://comptes.example.fr/realm'\noidc-client = 'sente'\noidc-secret = 'tu'\n";

    fn from(file: &str) -> Result<Settings, BadSettings> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sente.toml");
        std::fs::write(&path, file).unwrap();
        Sources::gather([], |_| None, Some(&path))?.settings()
    }

    #[test]
    fn whole_it_is_there_with_verified_addresses_and_without_it_nothing_is() {
        let settings = from(WHOLE).unwrap();
        assert!(settings.is_over_tls() && !from("data = 'd'").unwrap().is_over_tls());
        let openid = settings.openid.unwrap();
        assert_eq!((openid.claim, openid.label), (Claim::Email, None));
        assert_eq!(openid.issuer.as_str(), "https://comptes.example.fr/realm");
        assert_eq!(from("data = 'd'").unwrap().openid, None);
    }

    #[test]
    fn each_part_that_is_missing_is_named() {
        for key in ["public-address", "oidc-issuer", "oidc-client", "oidc-secret"] {
            let rest: Vec<&str> = WHOLE.lines().filter(|line| !line.starts_with(key)).collect();
            let error = from(&rest.join("\n")).unwrap_err().to_string();
            let named = if key == "oidc-secret" { "oidc-secret-file" } else { key };
            assert!(error.starts_with(&format!("`{named}` is not set")), "{error}");
        }
    }

    #[test]
    fn an_address_that_others_could_read_along_is_refused() {
        for (key, value) in [
            ("oidc-issuer", "http://comptes.example.fr"),
            ("oidc-issuer", "comptes.example.fr"),
            ("public-address", "http://randonnee.example.fr"),
            ("public-address", "https://randonnee.example.fr/sente"),
            ("oidc-claim", "sub"),
        ] {
            let rest: Vec<&str> = WHOLE.lines().filter(|line| !line.starts_with(key)).collect();
            let wrong = from(&format!("{}\n{key} = '{value}'", rest.join("\n")));
            assert!(matches!(wrong, Err(BadSettings::Wrong { key: named, .. }) if named == key), "{wrong:?}");
        }
        assert!(from(&WHOLE.replace("https://comptes.example.fr", "http://127.0.0.1:4000")).is_ok());
    }

    #[test]
    fn the_secret_comes_out_of_its_file_and_is_not_printed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        let named = format!("{WHOLE}oidc-secret-file = '{}'", file.display());
        assert!(from(&named).unwrap_err().to_string().contains("oidc-secret-file"));
        std::fs::write(&file, "vraiment\n").unwrap();
        let openid = from(&named).unwrap().openid.unwrap();
        assert_eq!(openid.secret, Secret("vraiment".into()));
        assert!(!format!("{openid:?}").contains("vraiment"));
    }
}
