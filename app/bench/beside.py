"""A page beside the floor: the same bytes, the same server, one worker each, in the same seconds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from redis.asyncio import Redis

from app.bench.client import Connection, Result, get, load
from app.bench.figures import Figure
from app.bench.stand import Stand
from app.demo.load import Board

CONNECTIONS = (1, 16, 64)
SHARE = 50.0  # percent of the floor that a page must reach
_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_POST = (
    '{% for post in posts %}<article id="post-{{ post.ref }}"><h2>{{ post.author }}</h2>'
    "<time>{{ post.sent_at }}</time>{{ post.html|safe }}<!--PADDING--></article>{% endfor %}"
)


async def measure(stand: Stand, board: Board, told: Callable[[str], None], seconds: float) -> list[Figure]:
    """Thread page and thread list against the floor, at each number of connections."""
    figures: list[Figure] = []
    pages = {
        "thread page": [f"/en/threads/{ref}" for ref in board.full_threads],
        "thread list": list(board.space_paths),
    }
    for connections, (name, paths) in itertools.product(CONNECTIONS, pages.items()):
        told(f"{name}, {connections} connections")
        floor, page = await _both(stand, board, paths, connections, seconds)
        figures += _compared(f"{name}, {connections} conn.", floor, page)
    return figures


async def start_floor(stand: Stand, board: Board) -> None:
    """The floor's template is a thread page of the board whose posts come from a loop, padded to the same bytes."""
    connection = await Connection.open(stand.ports["board"])
    answer = await connection.ask(get(f"/en/threads/{board.full_threads[0]}", f"havre_en={board.tokens[0]}"))
    html = answer.body.decode()
    articles = _ARTICLE.findall(html)
    if len(articles) != 20:
        raise RuntimeError(f"a full thread page shows 20 posts, this one {len(articles)}")
    start, end = html.index(articles[0]), html.rindex(articles[-1]) + len(articles[-1])
    file = stand.data / "floor.html"
    redis = Redis.from_url(stand.house.redis_url, legacy_responses=False)
    await redis.set("floor:" + sha256(b"floor").hexdigest(), b"1")
    await redis.aclose()
    more = {
        "FLOOR_DATABASE": stand.login("board_en"),
        "FLOOR_REDIS": stand.house.redis_url,
        "FLOOR_TEMPLATE": str(file),
    }
    padding = 0
    for _ in range(2):  # once to learn how much is missing, once to stay
        loop = _POST.replace("<!--PADDING-->", "x" * padding)
        file.write_text("{% raw %}" + html[:start] + "{% endraw %}" + loop + "{% raw %}" + html[end:] + "{% endraw %}")
        await stand.start("floor", core=0, more=more)
        floor = await Connection.open(stand.ports["floor"])
        size = len((await floor.ask(get(f"/{board.full_threads[0]}", "floor=floor"))).body)
        floor.close()
        if padding == 0:
            padding = max(0, (len(answer.body) - size) // 20)
            stand.stop("floor")
    connection.close()


async def _both(
    stand: Stand, board: Board, paths: list[str], connections: int, seconds: float
) -> tuple[Result, Result]:
    pages = _requests(get(path, f"havre_en={token}") for path, token in _pairs(paths, board.tokens))
    floors = _requests(get(f"/{ref}", "floor=floor") for ref in itertools.cycle(board.full_threads))
    floor, page = Result(), Result()
    for _ in range(2):  # floor, page, floor, page: a machine that slows down slows both
        floor += await load(stand.ports["floor"], floors, connections=connections, seconds=seconds / 2)
        page += await load(stand.ports["board"], pages, connections=connections, seconds=seconds / 2)
    return floor, page


def _pairs(paths: list[str], tokens: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return zip(itertools.cycle(paths), itertools.cycle(tokens), strict=False)


def _requests(made: Iterator[bytes]) -> Callable[[], bytes]:
    return lambda: next(made)


def _compared(where: str, floor: Result, page: Result) -> list[Figure]:
    share = 100 * page.rate / floor.rate if floor.rate else 0.0
    return [
        Figure(name=f"{where}, share of floor", value=share, unit="%", target=SHARE),
        Figure(name=f"{where}, pages", value=page.rate, unit="/s"),
        Figure(name=f"{where}, floor", value=floor.rate, unit="/s"),
        Figure(name=f"{where}, p95", value=page.at(0.95), unit="ms"),
        Figure(name=f"{where}, refused", value=page.refused + floor.refused, unit="", target=0, is_at_most=True),
    ]
