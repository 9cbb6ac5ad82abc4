"""Images beside what an auto-encoder makes of them."""
