"""Finds what leads back to itself: types that are kinds of themselves, facts inferred from each other, circular law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["Graph", "circles", "components", "way"]

Graph = Mapping[str, Iterable[str]]
"""From a name to the names that it leads to."""


def components(graph: Graph) -> list[tuple[str, ...]]:
    """Group names that lead to each other, each group after those that it leads to (Tarjan 1972).

    >>> components({"a": ["b"], "b": ["a", "c"], "c": []})
    [('c',), ('a', 'b')]
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    standing: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in graph:
        if start in order:
            continue
        # A stack of our own: chains in a file may be longer than Python's.
        work = [(start, iter(graph[start]))]
        order[start] = low[start] = len(order)
        stack.append(start)
        standing.add(start)
        while work:
            name, rest = work[-1]
            for other in rest:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    standing.add(other)
                    work.append((other, iter(graph.get(other, ()))))
                    break
                if other in standing:
                    low[name] = min(low[name], order[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == order[name]:
                    group = _tail(stack, name)
                    del stack[len(stack) - len(group) :]
                    standing.difference_update(group)
                    found.append(tuple(group))
    return found


def _tail(stack: list[str], name: str) -> list[str]:
    at = len(stack) - 1
    while stack[at] != name:
        at -= 1
    return stack[at:]


def circles(graph: Graph) -> Iterator[list[str]]:
    """Give a shortest circle through the first name of every group that leads back to itself; its end is left out.

    >>> list(circles({"a": ["b"], "b": ["c", "a"], "c": []}))
    [['a', 'b']]
    """
    for group in components(graph):
        if len(group) > 1 or group[0] in graph.get(group[0], ()):
            yield way(group[0], group[0], graph, set(group))


def way(start: str, end: str, graph: Graph, within: Collection[str]) -> list[str]:
    """Give a shortest way of one step or more between two names that lead to each other; its end is left out."""
    before: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for other in graph.get(name, ()):
            if other == end:
                found = [name]
                while found[-1] != start:
                    found.append(before[found[-1]])
                return found[::-1]
            if other in within and other not in before and other != start:
                before[other] = name
                queue.append(other)
    raise ValueError(f"no way from {start} to {end}")
