//! The pictures of the icon, drawn from `sente.svg` by the packaging program. They are committed, for a build needs none of this.

use anyhow::Result;

use crate::step::{Outcome, quiet_step};
use crate::tools::{self, root};
use crate::{dist, files, npm};

const SIZES: &[u32] = &[192, 512];

/// Draws them again where the drawing is newer.
pub fn draw() -> Result<()> {
    npm::install(&dist::packaging())?;
    let folder = root().join("app/ui/static/icons");
    let drawing = folder.join("sente.svg");
    quiet_step("pictures of the icon", || {
        let out = root().join("target/tmp/icons");
        let mut command = dist::tauri();
        command.arg("icon").arg(&drawing).arg("--output").arg(&out);
        for size in SIZES {
            command.arg("--png").arg(size.to_string());
        }
        tools::run(&mut command, "is app/ui/static/icons/sente.svg a square drawing?")?;
        let mut changed = false;
        for size in SIZES {
            let picture = files::read(&out.join(format!("{size}x{size}.png")))?;
            let target = folder.join(format!("sente-{size}.png"));
            if files::read(&target).ok().as_ref() != Some(&picture) {
                files::write(&target, &picture)?;
                changed = true;
            }
        }
        Ok(if changed { Outcome::Done } else { Outcome::UpToDate })
    })?;
    Ok(())
}
