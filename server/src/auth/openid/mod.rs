//! Signing in at a provider of OpenID Connect: the authorization code flow with PKCE. What comes out of it is the name of an
//! account that an administrator has added; an account or a role never comes out of it.

mod binding;
mod cause;
mod fetch;
mod refusal;

pub use binding::{Binding, COOKIE};
pub use cause::plain;
pub use refusal::Refusal;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use openidconnect::core::{
    CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreResponseType, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, AuthType, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, ClientId,
    ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, OAuth2TokenResponse, PkceCodeChallenge,
    RedirectUrl, Scope, TokenResponse,
};
use protocol::paths;

use self::fetch::{Fetch, Tls};
use super::name;
use crate::config::{Claim, OpenIdSettings};

/// What the provider says of itself, its keys with it, is asked for anew after this time; its keys also where they do not
/// fit.
const KEPT: Duration = Duration::from_secs(60 * 60);

/// Signatures that are believed: those that need a key of the provider's own, and not the secret that both know.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The client with all that a provider names of its own addresses.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

struct Known {
    provider: Arc<CoreProviderMetadata>,
    since: Instant,
}

/// The provider, as this server knows it.
pub struct OpenId {
    settings: OpenIdSettings,
    back: RedirectUrl,
    fetch: Fetch,
    known: RwLock<Option<Known>>,
}

impl OpenId {
    /// Asks nobody yet: the server starts whether or not the provider is there.
    pub fn new(settings: OpenIdSettings) -> reqwest::Result<Self> {
        let tls = if settings.issuer.url().scheme() == "https" { Tls::Required } else { Tls::Optional };
        let mut back = settings.public_address.clone();
        back.set_path(paths::STAFF_OPENID_BACK);
        Ok(OpenId {
            settings,
            back: RedirectUrl::from_url(back),
            fetch: Fetch::new(tls)?,
            known: RwLock::default(),
        })
    }

    /// What stands on the button, where it was set.
    pub fn label(&self) -> Option<&str> {
        self.settings.label.as_deref()
    }

    pub fn claim(&self) -> Claim {
        self.settings.claim
    }

    /// Where at the provider the browser has to go.
    pub async fn begin(&self, binding: &Binding) -> Result<Url, Refusal> {
        let client = self.client(self.provider().await?);
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&binding.verifier());
        let scope = match self.settings.claim {
            Claim::Email => "email",
            Claim::PreferredUsername => "profile",
        };
        let (state, nonce) = (binding.state(), binding.nonce());
        let asked = client.authorize_url(flow, || state, || nonce);
        let (address, ..) = asked.add_scope(Scope::new(scope.into())).set_pkce_challenge(challenge).url();
        Ok(address)
    }

    /// The name of the account that the provider vouches for, out of the code with which the browser came back.
    pub async fn finish(&self, binding: &Binding, code: String) -> Result<String, Refusal> {
        let client = self.client(self.provider().await?);
        let tokens = self.tokens(&client, binding, code).await?;
        let id_token = tokens.id_token().ok_or_else(|| failed("token", "no ID token", Refusal::Unproven))?;
        let client = match proven(&client, id_token, binding) {
            // The provider may have other keys by now.
            Err(ClaimsVerificationError::SignatureVerification(_)) => self.client(self.ask().await?),
            Ok(_) | Err(_) => client,
        };
        let claims = proven(&client, id_token, binding)
            .map_err(|error| failed("ID token", cause::of_claims(&error), Refusal::Unproven))?;
        match self.named_by_token(claims) {
            Some(name) => Ok(name),
            // Most providers say there what is not in the token.
            None => self.ask_who(&client, claims, tokens.access_token().clone()).await,
        }
    }

    async fn tokens(
        &self,
        client: &Client,
        binding: &Binding,
        code: String,
    ) -> Result<CoreTokenResponse, Refusal> {
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| failed("provider", "it names no address for tokens", Refusal::Away))?;
        let answer = request.set_pkce_verifier(binding.verifier()).request_async(&self.fetch).await;
        answer.map_err(|error| {
            let (cause, refusal) = cause::of_token(&error);
            failed("token", &cause, refusal)
        })
    }

    fn named_by_token(&self, claims: &CoreIdTokenClaims) -> Option<String> {
        match self.settings.claim {
            Claim::Email => verified(claims.email().map(|email| email.as_str()), claims.email_verified()),
            Claim::PreferredUsername => named(claims.preferred_username().map(|name| name.as_str())),
        }
    }

    async fn ask_who(
        &self,
        client: &Client,
        claims: &CoreIdTokenClaims,
        token: AccessToken,
    ) -> Result<String, Refusal> {
        let request = client
            .user_info(token, Some(claims.subject().clone()))
            .map_err(|_| failed("ID token", "it names no account", Refusal::Unnamed))?;
        let said: CoreUserInfoClaims = request.request_async(&self.fetch).await.map_err(|error| {
            let (cause, refusal) = cause::of_user_info(&error);
            failed("user info", &cause, refusal)
        })?;
        let name = match self.settings.claim {
            Claim::Email => verified(said.email().map(|email| email.as_str()), said.email_verified()),
            Claim::PreferredUsername => named(said.preferred_username().map(|name| name.as_str())),
        };
        name.ok_or_else(|| failed("user info", "it names no account", Refusal::Unnamed))
    }

    /// What is known of the provider, which is asked where that is nothing or old.
    async fn provider(&self) -> Result<Arc<CoreProviderMetadata>, Refusal> {
        let known = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            let fresh = known.as_ref().filter(|known| known.since.elapsed() < KEPT);
            fresh.map(|known| known.provider.clone())
        };
        match known {
            Some(provider) => Ok(provider),
            None => self.ask().await,
        }
    }

    async fn ask(&self) -> Result<Arc<CoreProviderMetadata>, Refusal> {
        let found = CoreProviderMetadata::discover_async(self.settings.issuer.clone(), &self.fetch).await;
        let provider =
            found.map_err(|error| failed("provider", &crate::said::said(&error), Refusal::Away))?;
        let provider = Arc::new(provider);
        let known = Known { provider: provider.clone(), since: Instant::now() };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known);
        Ok(provider)
    }

    fn client(&self, provider: Arc<CoreProviderMetadata>) -> Client {
        let methods = provider.token_endpoint_auth_methods_supported();
        let basic = methods.is_none_or(|all| all.contains(&CoreClientAuthMethod::ClientSecretBasic));
        CoreClient::from_provider_metadata(
            (*provider).clone(),
            ClientId::new(self.settings.client.clone()),
            Some(ClientSecret::new(self.settings.secret.0.clone())),
        )
        .set_redirect_uri(self.back.clone())
        .set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody })
    }
}

/// Signature, issuer, audience, expiry and nonce.
fn proven<'t>(
    client: &Client,
    token: &'t CoreIdToken,
    binding: &Binding,
) -> Result<&'t CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&client.id_token_verifier().set_allowed_algs(ALGORITHMS), &binding.nonce())
}

fn verified(email: Option<&str>, verified: Option<bool>) -> Option<String> {
    named(email.filter(|_| verified == Some(true)))
}

fn named(said: Option<&str>) -> Option<String> {
    said.and_then(name::of_account)
}

/// A line in the log, for whoever set it up.
fn failed(step: &str, cause: &str, refusal: Refusal) -> Refusal {
    tracing::warn!(step, cause, "OpenID Connect failed");
    refusal
}
