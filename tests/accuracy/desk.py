"""A local endpoint that hands each question for a model to whoever answers it, in files: `python
tests/accuracy/desk.py DIR --port 8765`.

Every question is laid down once as `DIR/<name>.question.md`; where `DIR/<name>.answer.json` stands, that is the
answer. A
question without an answer is answered with no facts, so that all questions of a run are laid down at once, answered
by a
capable reader, and the run repeated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def name_of(messages: list[dict[str, str]]) -> str:
    """Give a question a name that does not change with the instruction before it."""
    told = "\0".join(message["content"] for message in messages[1:])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def answer(folder: Path, messages: list[dict[str, str]]) -> str:
    """Give the answer that lies in the folder, or lay the question down."""
    name = name_of(messages)
    ready = folder / f"{name}.answer.json"
    if ready.is_file():
        return ready.read_text(encoding="utf-8")
    (folder / "instruction.md").write_text(messages[0]["content"], encoding="utf-8")
    told = "\n\n----\n\n".join(f"[{message['role']}]\n{message['content']}" for message in messages[1:])
    (folder / f"{name}.question.md").write_text(told, encoding="utf-8")
    return '{"facts": []}'


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Make the endpoint."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = answer(folder, body["messages"])
            reply = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *args: object) -> None:
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Desk)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    server(options.folder, options.port).serve_forever()
