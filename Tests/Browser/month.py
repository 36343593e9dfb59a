"""Prints a log of 31 days of one developer group, in extended format: a month for an increase request."""

import random

PATHS = ("users/_%d_1", "courses/_%d_1", "courses/_%d_1/users", "courses/_%d_1/contents/_5_1", "terms")


def line(day, second, group, path, status):
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return (
        f'10.0.0.1 - - [{day:02}/Mar/2026:{clock} +0000] "GET /learn/api/public/v1/{path} HTTP/1.1" {status} 9 '
        f'"-" "x" group="{group}" app=app-{second % 4} site=site{second % 9}.example'
    )


random.seed(1)
for day in range(1, 32):
    print(line(day, 600, "other", "terms", 200))
    for count, second in enumerate(sorted(random.sample(range(1200, 86000), random.randint(100, 400)))):
        path = random.choice(PATHS)
        path = path % random.randint(1, 40) if "%" in path else path
        print(line(day, second, "Acme - Rosters", path, 429 if count > 330 else 200))
    print(line(day, 86100, "other", "terms", 200))
