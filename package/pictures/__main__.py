"""Take every picture that the documents show: `python3 start.py pictures`.

Each scene is played by a program of its own, without a screen and at a fixed size, so that one
never disturbs another. Pictures that no scene takes any more are taken away.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from package.pictures.catalogue import (
    FOLDER,
    LANGUAGES,
    MOST_BYTES,
    MOST_MOVIE_BYTES,
    SCENES,
    SUFFIX,
    Scene,
    all_places,
    place,
    places,
)

FINENESS = 1.5
"""Pixels of a picture for one of the window's."""
SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 2160, "height": 1350}
"""Of the presentation, which fills it."""


def main(words: Sequence[str]) -> int:
    """Take the pictures that are asked for; the exit status."""
    grammar = argparse.ArgumentParser(prog="start.py pictures", description=__doc__)
    names = [scene.name for scene in SCENES]
    grammar.add_argument("scenes", nargs="*", metavar="SCENE", help=f"of {', '.join(names)}")
    grammar.add_argument("--language", choices=LANGUAGES, help="one language alone")
    grammar.add_argument("--list", action="store_true", help="name the files, and take none")
    grammar.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    chosen = grammar.parse_args(words)
    if unknown := set(chosen.scenes) - set(names):
        grammar.error(f"there is no scene {', '.join(sorted(unknown))}")
    scenes = [scene for scene in SCENES if not chosen.scenes or scene.name in chosen.scenes]
    languages = [chosen.language] if chosen.language else list(LANGUAGES)
    if chosen.list:
        print("\n".join(str(file) for scene in scenes for one in languages
                        for file in places(scene, one)))  # fmt: skip
        return 0
    if chosen.play:
        return play(scenes[0], languages[0])
    failed = [
        f"{scene.name} ({language})"
        for scene in scenes for language in languages if not take(scene, language)
    ]  # fmt: skip
    if failed:
        print(f"Not taken: {', '.join(failed)}.", file=sys.stderr)
        return 1
    if not chosen.scenes and not chosen.language:
        clear()
    return weigh()


def take(scene: Scene, language: str) -> bool:
    """Have a scene played by a program of its own; whether all its pictures are there now."""
    if scene.needs and not is_here(scene.needs):
        print(f"{scene.name}: skipped, because the data set {scene.needs} is not here. "
              f"Get it with: python3 start.py data fetch {scene.needs}")  # fmt: skip
        return True
    print(f"{scene.name} ({language}) …", flush=True)
    with TemporaryDirectory(prefix="diynn-pictures-") as folder:
        places_of_its_own = {
            f"XDG_{kind}_HOME": str(Path(folder, kind.lower()))
            for kind in ("CONFIG", "DATA", "STATE")
        }
        screens = Path(folder, "screens.json")
        screens.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
        environment = os.environ | places_of_its_own | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "QT_SCALE_FACTOR": str(FINENESS),
        }  # fmt: skip
        command = [sys.executable, "-m", "package.pictures", "--play", "--language", language]
        return subprocess.run([*command, scene.name], env=environment, check=False).returncode == 0


def play(scene: Scene, language: str) -> int:
    """Play a scene in this process; the exit status."""
    from PySide6.QtCore import qInstallMessageHandler

    from package.pictures.scenes import BY_NAME
    from package.pictures.stage import Stage

    # A screen that nobody sees tells of all that it leaves out.
    qInstallMessageHandler(
        lambda _kind, _context, text: None
        if text.startswith("This plugin") else print(text, file=sys.stderr)
    )
    with TemporaryDirectory(prefix="diynn-pictures-") as folder:
        stage = Stage(language, Path(folder))
        BY_NAME[scene.name](stage)
        stage.close()
    lacking = set(places(scene, language)) - set(stage.taken)
    if lacking:
        print(f"Not taken: {', '.join(sorted(file.name for file in lacking))}", file=sys.stderr)
    return int(bool(lacking))


def is_here(name: str) -> bool:
    """Whether the files of a data set are on this machine."""
    from diynn.data.sources import SOURCES

    return any(
        kind.name().lower() == name and kind().missing() is None for kind in SOURCES
    )


def clear() -> None:
    """Take away what no scene takes any more."""
    known = set(all_places())
    for file in FOLDER.rglob("*"):
        if file.is_file() and file not in known:
            print(f"Gone: {file.relative_to(FOLDER)}")
            file.unlink()


def weigh() -> int:
    """Tell how large the pictures are; a failure where they are too large."""
    sizes = {file: file.stat().st_size for file in FOLDER.rglob(f"*{SUFFIX}")}
    total = sum(sizes.values())
    print(f"{len(sizes)} pictures, {total / 1e6:.2f} MB.")
    heavy = [
        language for language in LANGUAGES
        if sizes.get(place(language, "learning"), 0) > MOST_MOVIE_BYTES
    ]  # fmt: skip
    if total > MOST_BYTES or heavy:
        print("They are too large.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
