//! Counts attempts to reach another machine. In a network namespace that has the loopback alone, the kernel counts every
//! packet for which it knows no way out.

use std::fs;

/// The packets that wanted out so far; `None` where the tests run in the ordinary network.
pub fn attempts() -> Option<u64> {
    let devices = fs::read_to_string("/proc/net/dev").ok()?;
    let others = devices.lines().skip(2).filter(|line| !line.trim_start().starts_with("lo:"));
    if others.count() > 0 {
        return None;
    }
    no_route_v4(&fs::read_to_string("/proc/net/snmp").ok()?)
}

/// `OutNoRoutes` of IPv4: two lines, names and figures.
fn no_route_v4(snmp: &str) -> Option<u64> {
    let mut lines = snmp.lines().filter(|line| line.starts_with("Ip:"));
    let (names, figures) = (lines.next()?, lines.next()?);
    let at = names.split_whitespace().position(|name| name == "OutNoRoutes")?;
    figures.split_whitespace().nth(at)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_figure_is_read_by_its_name() {
        assert_eq!(no_route_v4("Ip: Forwarding OutNoRoutes Reasm\nIp: 2 17 0\n"), Some(17));
    }
}
