"""The table at the end."""

from statistics import median, quantiles

from bench.measuring import throughput, weight

GROWTH = {"list": 2, "facet": 4, "search": 6, "deep": 2, "by key": 2, "detail": 1.2}
FLOOR = {"list": 4, "facet": 8}


def tell(options, directories, times):
    small, large = (times[directory.size] for directory in directories)
    print(f"\n{options.database}, {directories[0].size} and {directories[1].size} profiles, p50/p95 in ms\n")
    print("| page | small | large | growth | large / floor |")
    print("|---|---|---|---|---|")
    floor = median(large["floor"])
    for kind in large:
        growth = median(large[kind]) / median(small[kind])
        bar = f" (bar {GROWTH[kind]})" if kind in GROWTH else ""
        to_floor = f"{median(large[kind]) / floor:.1f}" + (f" (bar {FLOOR[kind]})" if kind in FLOOR else "")
        print(f"| {kind} | {_spread(small[kind])} | {_spread(large[kind])} | {growth:.2f}{bar} | {to_floor} |")
    print(f"\nplain facet / facet: {median(large['plain facet']) / median(large['facet']):.0f} (bar 100)")
    for directory in directories:
        page = weight(directory, "/initiatives/?country=UA&theme=peacebuilding")
        speed = throughput(directory, "/initiatives/")
        print(
            f"{directory.size}: filled in {directory.filled:.0f} s, first page after {directory.started:.1f} s, "
            f"largest worker {directory.memory():.0f} MB, {speed:.0f} lists a second, "
            f"faceted page {page} bytes compressed"
        )


def _spread(seconds):
    highest = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"{median(seconds) * 1000:.1f}/{highest * 1000:.1f}"
