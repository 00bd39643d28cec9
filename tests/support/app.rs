//! The app as a person meets it: looks for things by their `data-test` names, clicks, types, reads, comes back another day.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::axe;
use crate::browser::Browser;
use crate::closures::Closed;
use crate::community::Community;
use crate::driver::{console, devtools, requested};
use crate::host::Host;
use crate::site::Site;
use crate::wait::until;
use crate::window::{CATALOGUE, CHOSEN, Window};

/// More controls than any screen has before its main thing.
const TABS_MAX: usize = 150;

/// Only a map of the hiker can be deleted.
const OWN_MAP: &str = "[data-test=\"pack\"]:has([data-test=\"pack-delete\"])";

/// The program that shows the pages.
enum Shower {
    Browser {
        browser: Browser,
        site: Site,
        /// Where the person opens the app from the small server: its address, and where it sends them.
        community: Vec<String>,
    },
    Window(Window),
}

pub struct App {
    pub host: Host,
    client: Client,
    shower: Shower,
    /// What the person keeps: profile of the browser, or data of the window; and what they saved.
    home: TempDir,
}

impl App {
    /// A person who has never used the app opens it.
    pub async fn open(host: Host) -> Result<App> {
        let home = tempfile::tempdir()?;
        for folder in ["profile", "saved"] {
            std::fs::create_dir(home.path().join(folder))?;
        }
        let (profile, saved) = (home.path().join("profile"), home.path().join("saved"));
        let (shower, client) = match host {
            Host::Window => {
                let window = Window::start(&profile, &saved)?;
                let client = window.session(&[]).await?;
                (Shower::Window(window), client)
            }
            Host::Phone | Host::Laptop => {
                let (browser, site) = (Browser::start()?, Site::start()?);
                let client = browser.session(host, &profile, &saved).await?;
                client.goto(&site.address()).await?;
                (Shower::Browser { browser, site, community: vec![] }, client)
            }
        };
        let app = App { host, client, shower, home };
        app.started().await?;
        app.speak_french().await?;
        Ok(app)
    }

    /// The stories are told in French. A machine without French locales opens the window in English.
    async fn speak_french(&self) -> Result<()> {
        if self.js("return document.documentElement.lang", vec![]).await? != "fr" {
            self.go_to_settings().await?;
            self.click("language-fr").await?;
            self.wait_text("tab-explore", |text| text.contains("Randonnées")).await?;
            self.click("tab-home").await?;
        }
        Ok(())
    }

    /// The person closes the app and opens it again another day.
    pub async fn restart(&mut self) -> Result<()> {
        self.restart_with(&[]).await
    }

    /// The person closes the window and opens it with a double click on a file. A browser is handed no files.
    pub async fn restart_with(&mut self, files: &[&Path]) -> Result<()> {
        self.ensure_nothing_foreign().await?;
        self.client.clone().close().await?;
        let (profile, saved) = (self.home.path().join("profile"), self.saved());
        self.client = match &self.shower {
            Shower::Window(window) => window.session(files).await?,
            Shower::Browser { browser, site, community } => {
                let client = browser.session(self.host, &profile, &saved).await?;
                client.goto(&community.first().cloned().unwrap_or_else(|| site.address())).await?;
                client
            }
        };
        self.started().await
    }

    /// The agency has published another catalogue, with closures; the person opens the app with it.
    pub async fn bring_catalogue(&mut self, closed: &Closed) -> Result<()> {
        match &self.shower {
            Shower::Window(_) => {
                let link = self.home.path().join(CATALOGUE);
                std::fs::remove_file(&link)?;
                std::os::unix::fs::symlink(&closed.file, &link)?;
                self.restart().await
            }
            Shower::Browser { .. } => self.open_from(Site::of(closed.site(self.home.path())?)?).await,
        }
    }

    /// The person opens the app from another server, which is another app to a browser: it begins anew.
    pub async fn open_from(&mut self, next: Site) -> Result<()> {
        self.ensure_nothing_foreign().await?;
        self.client.goto(&next.address()).await?;
        *self.site()? = next;
        self.started().await
    }

    /// From now on the person has the app with this server: in a browser they open it from there, and as another server is
    /// another app to a browser, it begins anew; the window is started again and keeps what it has.
    pub async fn join(&mut self, server: &Community) -> Result<()> {
        match &mut self.shower {
            Shower::Window(window) => {
                self.client.clone().close().await?;
                window.join(&server.address())?;
                self.client = window.session(&[]).await?;
            }
            Shower::Browser { community, .. } => {
                self.client.goto(&server.address()).await?;
                *community = server.addresses();
            }
        }
        self.started().await?;
        self.speak_french().await
    }

    /// Loads the present page again.
    pub async fn reload(&self) -> Result<()> {
        self.client.refresh().await?;
        self.started().await
    }

    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    /// The pages asked nobody but their own server.
    pub async fn ensure_nothing_foreign(&self) -> Result<()> {
        let Shower::Browser { site, community, .. } = &self.shower else { return Ok(()) };
        let mut own = vec![site.address(), "data:".into(), "blob:".into(), "chrome".into(), "about:".into()];
        own.extend(community.clone());
        let asked = requested(&self.client).await?;
        let foreign: Vec<_> =
            asked.iter().filter(|url| !own.iter().any(|start| url.starts_with(start))).collect();
        ensure!(!asked.is_empty(), "the log of requests is empty, so it proves nothing");
        ensure!(foreign.is_empty(), "the pages asked strangers: {foreign:?}");
        Ok(())
    }

    /// Waits for the first screen to have its heading, which some screens show to screen readers only.
    pub async fn started(&self) -> Result<()> {
        let heading =
            until("the heading of the screen", async || Ok(self.client.find(Locator::Css("h1")).await.ok()));
        heading.await.context("the app did not start")?;
        Ok(())
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The server of the browser version.
    pub fn site(&mut self) -> Result<&mut Site> {
        match &mut self.shower {
            Shower::Browser { site, .. } => Ok(site),
            Shower::Window(_) => bail!("the window has no server"),
        }
    }

    /// Goes to a path of the app by its address.
    pub async fn go(&self, path: &str) -> Result<()> {
        let address = self.client.current_url().await?;
        self.client.goto(address.join(path)?.as_str()).await?;
        self.started().await
    }

    /// The path and the search part of the present address.
    pub async fn path(&self) -> Result<String> {
        let address = self.client.current_url().await?;
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(format!("{}{query}", address.path()))
    }

    pub async fn js(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, args).await?)
    }

    /// The first visible element with this `data-test` name, when it comes.
    pub async fn wait(&self, name: &str) -> Result<Element> {
        self.wait_css(&named(name)).await
    }

    pub async fn wait_css(&self, css: &str) -> Result<Element> {
        until(css, async || self.visible(css).await).await
    }

    async fn visible(&self, css: &str) -> Result<Option<Element>> {
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Is there something visible with this name, now?
    pub async fn sees(&self, name: &str) -> Result<bool> {
        Ok(self.visible(&named(name)).await?.is_some())
    }

    pub async fn wait_gone(&self, name: &str) -> Result<()> {
        until(&format!("{name} to go"), async || Ok((!self.sees(name).await?).then_some(()))).await
    }

    /// How many there are, visible or not.
    pub async fn count(&self, name: &str) -> Result<usize> {
        Ok(self.client.find_all(Locator::Css(&named(name))).await?.len())
    }

    /// Clicks it as soon as it lets itself be clicked.
    pub async fn click(&self, name: &str) -> Result<()> {
        self.click_css(&named(name)).await
    }

    pub async fn click_css(&self, css: &str) -> Result<()> {
        until(&format!("a click on {css}"), async || {
            let Some(element) = self.visible(css).await? else { return Ok(None) };
            if let Err(error) = element.click().await {
                // It may lie under the bar of tabs: a person scrolls it out from there and tries again.
                const UNCOVER: &str =
                    "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' })";
                self.js(UNCOVER, vec![json!(css)]).await?;
                return Err(error.into());
            }
            Ok(Some(()))
        })
        .await
    }

    pub async fn text(&self, name: &str) -> Result<String> {
        Ok(self.wait(name).await?.text().await?)
    }

    /// Waits until the text of the element is as wanted, and gives it.
    pub async fn wait_text(&self, name: &str, wanted: impl Fn(&str) -> bool) -> Result<String> {
        until(&format!("the text of {name}"), async || {
            let Some(element) = self.visible(&named(name)).await? else { return Ok(None) };
            let text = element.text().await?;
            if wanted(&text) { Ok(Some(text)) } else { bail!("it reads {text:?}") }
        })
        .await
    }

    /// Empties the field and types, letter by letter.
    pub async fn type_into(&self, name: &str, text: &str) -> Result<()> {
        self.click(name).await?;
        let field = self.wait(name).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Presses keys, one after the other, wherever the focus is by then. (Keys that are sent to an element fail where
    /// the first of them puts another in its place.)
    pub async fn press(&self, keys: &str) -> Result<()> {
        let pressed = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |pressed, value| {
            pressed.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        Ok(self.client.perform_actions(pressed).await?)
    }

    /// Presses keys together, as a shortcut is pressed.
    pub async fn press_together(&self, keys: &str) -> Result<()> {
        let down = keys
            .chars()
            .fold(KeyActions::new("keyboard".to_owned()), |down, value| down.then(KeyAction::Down { value }));
        let all = keys.chars().rev().fold(down, |up, value| up.then(KeyAction::Up { value }));
        Ok(self.client.perform_actions(all).await?)
    }

    /// Presses Tab until the focus is on such an element, and visibly so.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        const FOCUSED: &str = "const it = document.activeElement;
            if (!it || !it.matches(arguments[0])) return null;
            // The ring may be drawn by what surrounds a link that covers its card.
            const card = it.closest('article') ?? it;
            const drawn = [[it], [it, '::after'], [it, '::before'], [card], [card, '::after']];
            return drawn.some(([element, part]) => {
                const style = getComputedStyle(element, part);
                return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            });";
        for _ in 0..TABS_MAX {
            self.press("\u{e004}").await?;
            match self.js(FOCUSED, vec![json!(css)]).await? {
                Value::Bool(true) => return Ok(()),
                Value::Bool(false) => bail!("{css} has the focus, but nothing shows it"),
                _ => {}
            }
        }
        bail!("{TABS_MAX} times Tab did not lead to {css}")
    }

    /// Puts the focus on what is seen under this name, where how one gets there is not the question.
    pub async fn focus(&self, name: &str) -> Result<()> {
        const FOCUS: &str =
            "[...document.querySelectorAll(arguments[0])].find((it) => it.offsetParent)?.focus()";
        self.wait(name).await?;
        self.js(FOCUS, vec![json!(named(name))]).await?;
        Ok(())
    }

    /// Opens the settings as a person does.
    pub async fn go_to_settings(&self) -> Result<()> {
        self.click("tab-more").await?;
        self.wait("language-en").await?;
        Ok(())
    }

    /// Chooses how the app looks: `day`, `sun` or `night`.
    pub async fn choose_look(&self, look: &str) -> Result<()> {
        self.go_to_settings().await?;
        self.click(&format!("look-{look}")).await
    }

    /// The first number in the text of the element: "12 randonnées" is 12.
    pub async fn number(&self, name: &str) -> Result<u32> {
        let text = self.text(name).await?;
        first_number(&text).with_context(|| format!("{name} reads {text:?}, which has no number"))
    }

    /// Where exported files land.
    pub fn saved(&self) -> PathBuf {
        self.home.path().join("saved")
    }

    /// What the window keeps of the person.
    pub fn kept(&self) -> PathBuf {
        self.home.path().join("profile")
    }

    /// Chooses a file on the screen of the maps.
    pub async fn choose_map(&self, file: &Path) -> Result<()> {
        if self.host == Host::Window {
            // Its dialogue always finds the same file.
            std::fs::copy(file, self.saved().join(CHOSEN))?;
            return self.click("pack-choose").await;
        }
        let field = until("the field of files", async || {
            Ok(self.client.find(Locator::Css(&named("pack-file"))).await.ok())
        });
        Ok(field.await?.send_keys(&file.display().to_string()).await?)
    }

    /// Installs a map on the screen of the maps.
    pub async fn install_map(&self, file: &Path) -> Result<()> {
        self.choose_map(file).await?;
        self.click("pack-install").await?;
        self.wait_css(OWN_MAP).await?;
        Ok(())
    }

    /// Drops a file on the page, as a hand with a mouse does. Browsers only.
    pub async fn drop_file(&self, file: &Path) -> Result<()> {
        const DROP: &str = "const [name, bytes] = arguments;
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
            const drop = (kind) => new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
            // A page that does not say no to it is left for the file.
            return ['dragover', 'drop'].every((kind) => !document.body.dispatchEvent(drop(kind)));";
        let name = file.file_name().context("a file has a name")?.to_string_lossy();
        let taken = self.js(DROP, vec![json!(name), json!(std::fs::read(file)?)]).await?;
        ensure!(taken == true, "the page does not take the file");
        Ok(())
    }

    /// Names of what a layer of the living map draws, once the map is at rest.
    pub async fn drawn(&self, layer: &str, property: &str) -> Result<Vec<String>> {
        const ASK: &str = "const [layer, property, done] = arguments;
            const address = new URL('/vendor/maplibre-gl.mjs', location.href).href;
            import(address).then(({ Map }) => {
                const own = Map.prototype.getCanvas;
                Map.prototype.getCanvas = function () { window.livingMap = this; return own.call(this); };
                document.querySelector('.map-canvas canvas').dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));
                Map.prototype.getCanvas = own;
                const found = window.livingMap?.queryRenderedFeatures({ layers: [layer] }) ?? [];
                done(found.map((feature) => String(feature.properties[property])));
            }, (error) => done(String(error)));";
        self.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
        let drawn = self.client.execute_async(ASK, vec![json!(layer), json!(property)]).await?;
        serde_json::from_value(drawn.clone()).with_context(|| format!("the map answers {drawn}"))
    }

    /// Where the page stands, what the person reads there, and what its console says (WebKit's driver tells no console).
    pub async fn messages(&self) -> Result<Vec<String>> {
        let read = self.js("return document.body.innerText.slice(0, 600)", vec![]).await?;
        let mut messages = vec![format!("{}: {read}", self.path().await?)];
        if self.host != Host::Window {
            messages.extend(console(&self.client).await?);
        }
        Ok(messages)
    }

    /// Waits until the app could start without its server.
    pub async fn wait_for_service_worker(&self) -> Result<()> {
        const STATES: &str = "const done = arguments[0];
            const { controller } = navigator.serviceWorker;
            navigator.serviceWorker.getRegistration().then((one) => done([
                controller?.state, one?.installing?.state, one?.waiting?.state, one?.active?.state,
            ].map((state) => state ?? 'none')), (error) => done([String(error)]));";
        until("the service worker in charge", async || {
            let states = self.client.execute_async(STATES, vec![]).await?;
            ensure!(states[0] == "activated", "in charge, coming, waiting, active: {states}");
            Ok(Some(()))
        })
        .await
    }

    /// Waits for a finished file with this ending among the saved ones.
    pub async fn wait_saved(&self, ending: &str) -> Result<PathBuf> {
        let saved = self.saved();
        until(&format!("a saved {ending} file"), async || finished(&saved, ending)).await
    }

    /// No violation of the RGAA or WCAG 2.1 AA on the present screen, once no colour is on its way to another.
    pub async fn assert_accessible(&self, screen: &str) -> Result<()> {
        const STILL: &str = "return document.getAnimations()
            .every((one) => !(one instanceof CSSTransition) || one.playState !== 'running')";
        until("colours to settle", async || Ok((self.js(STILL, vec![]).await? == true).then_some(())))
            .await?;
        let found = axe::violations(&self.client).await?;
        ensure!(found.is_empty(), "{screen} is not accessible:\n  {}", found.join("\n  "));
        Ok(())
    }

    /// Day or night as the device would say it (Chromium only).
    pub async fn prefer_colours(&self, scheme: &str) -> Result<()> {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        devtools(&self.client, "Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, self.client.screenshot().await?)?)
    }
}

fn named(name: &str) -> String {
    format!("[data-test=\"{name}\"]")
}

/// Spaces between the digits, as French writes thousands, are skipped.
fn first_number(text: &str) -> Option<u32> {
    let joined: String = text.chars().filter(|letter| !['\u{202f}', '\u{a0}'].contains(letter)).collect();
    let digits: String =
        joined.chars().skip_while(|l| !l.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn finished(folder: &Path, ending: &str) -> Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let fits = path.extension().is_some_and(|extension| extension == ending);
        if fits && std::fs::metadata(&path)?.len() > 0 {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_thousands_are_one_number() {
        assert_eq!(first_number("1\u{202f}234 randonnées"), Some(1_234));
        assert_eq!(first_number("aucune"), None);
    }
}
