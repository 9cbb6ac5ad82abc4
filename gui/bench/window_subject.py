"""The process of the measured window: it loads the window as the command line does."""

from __future__ import annotations

import gc


def main() -> None:
    """Load and open the window, and follow orders until the pipe is closed."""
    gc.disable()
    from gui.bench.measured_window import main as follow_orders

    follow_orders()


if __name__ == "__main__":
    main()
