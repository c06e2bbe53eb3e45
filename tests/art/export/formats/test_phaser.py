"""Phaser's atlas and animations: checked as JSON, and loaded by Phaser 3 and 4 in a browser."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue

import numpy as np
import pytest
from engine_sprites import NODE_MODULES, has_node, made, named, saved, standing, walking

from sprite_studio.art.export.collection import Arrangement, Collection
from sprite_studio.art.export.formats.phaser import encode

PAGE = """<!DOCTYPE html><body><script src="phaser.min.js"></script><script>
class Scene extends Phaser.Scene {
  preload() {
    this.load.atlas("knight", "knight.png", "knight.json");
    this.load.animation("animations", "knight-animations.json");
  }
  create() {
    this.add.image(0, 0, "knight", "shield").setOrigin(0);
    const texture = this.textures.get("knight");
    const down = this.anims.get("knight_walk_down");
    const told = {
      version: Phaser.VERSION,
      frames: texture.getFrameNames(),
      animations: Array.from(this.anims.anims.keys()),
      down: down.frames.map((frame) => [frame.textureFrame, frame.duration]),
      repeats: ["down", "up"].map((way) => this.anims.get("knight_walk_" + way).repeat),
    };
    this.game.events.once("postrender", () => {
      const pixels = this.game.canvas.getContext("2d").getImageData(0, 0, 32, 32).data;
      told.pixels = Array.from(pixels);
      fetch("/told", { method: "POST", body: JSON.stringify(told) });
    });
  }
}
new Phaser.Game({
  type: Phaser.CANVAS, width: 32, height: 32, pixelArt: true, transparent: true, scene: Scene,
  audio: { noAudio: true }, banner: false,
});
</script></body>"""


def test_every_frame_has_its_name_and_every_animation_its_frames() -> None:
    files = made(encode, standing(walking()))
    assert set(files) == {"knight.png", "knight.json", "knight-animations.json"}
    assert len(json.loads(files["knight.json"])["frames"]) == 14
    animations = json.loads(files["knight-animations.json"])["anims"]
    assert animations[0]["key"] == "knight_walk_down"
    assert animations[0]["frameRate"] == 8
    assert [frame["frame"] for frame in animations[0]["frames"]] == [
        "down 0", "down 1", "down 2", "down 1"
    ]  # fmt: skip
    assert animations[5]["key"] == "knight_idle_left"
    assert [frame["frame"] for frame in animations[5]["frames"]] == ["left 0"]
    assert "knight-animations.json" not in made(encode, Collection("knight", named("a")))


@contextmanager
def page(folder: Path) -> Iterator[tuple[str, Queue[bytes]]]:
    """Serves a folder to this machine alone: its address, and what a page in it tells."""
    told: Queue[bytes] = Queue()

    class Handler(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            told.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html", told
        server.shutdown()
        thread.join()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
@pytest.mark.parametrize("version", ["3", "4"])
def test_phaser_loads_it_in_a_browser(tmp_path: Path, version: str) -> None:
    if not has_node(f"phaser{version}"):
        pytest.skip("npm install --prefix tests/node")
    collection = walking(Arrangement(scale=2, padding=1))
    served = tmp_path / "served"
    saved(made(encode, collection), served)
    shutil.copy(NODE_MODULES / f"phaser{version}" / "dist" / "phaser.min.js", served)
    (served / "index.html").write_text(PAGE)
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run")
    with page(served) as (address, answers):
        browser = subprocess.Popen(
            ["chromium", *options, f"--user-data-dir={tmp_path / 'profile'}", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            told = json.loads(answers.get(timeout=120))
        finally:
            browser.terminate()
            browser.wait(30)
    assert told["version"].startswith(version)
    assert told["frames"] == list(collection.sprite_names)
    assert told["animations"] == list(collection.scoped_clip_names)
    assert told["down"] == [["down 0", 150], ["down 1", 100], ["down 2", 150], ["down 1", 100]]
    assert told["repeats"] == [-1, 0]
    pixels = np.array(told["pixels"], np.uint8).reshape(32, 32, 4)[::2, ::2]
    wanted = collection.cells[1]
    assert (pixels == np.where(wanted[..., 3:] > 0, wanted, np.uint8(0))).all()
