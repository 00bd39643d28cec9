//! Reading and writing 20 MB of GPX, without the disk. The race against other tools is `gpx_race.rs`.

#[path = "support/copy.rs"]
mod copy;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pdipr_data::io::gpx::{inspect, read, write};

fn gpx(criterion: &mut Criterion) {
    let text = copy::walk(20_000_000);
    let (file, _) = read(text.as_bytes()).expect("the walk is GPX");
    let mut group = criterion.benchmark_group("gpx 20 MB");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |bench| bench.iter(|| read(black_box(text.as_bytes()))));
    group.bench_function("write", |bench| bench.iter(|| write(black_box(&file))));
    group.bench_function("stream through", |bench| {
        bench.iter(|| copy::copy(black_box(text.as_bytes()), std::io::sink()).expect("the walk is GPX"));
    });
    group.bench_function("inspect", |bench| bench.iter(|| inspect(black_box(text.as_bytes()))));
    group.finish();
}

criterion_group!(benches, gpx);
criterion_main!(benches);
