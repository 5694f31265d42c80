"""A client of the Language Server Protocol for tests: one server, asked one thing at a time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class Client:
    """Starts a language server and speaks with it over its standard streams."""

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any] | None = None) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._number = 0
        self._settings = settings or {}
        self.published: dict[str, list[dict[str, Any]]] = {}
        abilities = {
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}, "hover": {}},
            "workspace": {"configuration": True},
        }
        given = {"processId": None, "rootUri": root.as_uri(), "capabilities": abilities}
        self.abilities = self.ask("initialize", given)["capabilities"]
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file; give its address."""
        uri = path.as_uri()
        content = path.read_text(encoding="utf-8") if text is None else text
        self.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": content}},
        )
        return uri

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask something of a place; lines and characters count from 0."""
        return self.ask(
            f"textDocument/{method}",
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
        )

    def tell(self, method: str, given: Any) -> None:
        """Send a message that has no answer."""
        self._send({"jsonrpc": "2.0", "method": method, "params": given})

    def ask(self, method: str, given: Any) -> Any:
        """Send a request and wait for its answer; what the server asks meanwhile is answered."""
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": given})
        answer = self._read_until(lambda got: got.get("id") == number and "method" not in got)
        assert "error" not in answer, answer["error"]
        return answer.get("result")

    def wait_for(self, uri: str, wanted: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        """Wait until what the server has told of a file is as wanted."""
        while uri not in self.published or not wanted(self.published[uri]):
            self._read_until(lambda got: got.get("method") == "textDocument/publishDiagnostics")
        return self.published[uri]

    def close(self) -> None:
        """End the server as the protocol asks."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.communicate(timeout=20)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read_until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            got = self._read()
            if got.get("method") == "textDocument/publishDiagnostics":
                self.published[got["params"]["uri"]] = got["params"]["diagnostics"]
            elif "method" in got and "id" in got:
                self._answer(got)
            if wanted(got):
                return got

    def _answer(self, asked: dict[str, Any]) -> None:
        result: Any = None
        if asked["method"] == "workspace/configuration":
            result = [self._settings.get(item.get("section", ""), None) for item in asked["params"]["items"]]
        self._send({"jsonrpc": "2.0", "id": asked["id"], "result": result})

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while True:
            line = self._process.stdout.readline()
            assert line, "the server has ended"
            if line in (b"\r\n", b"\n"):
                break
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message
