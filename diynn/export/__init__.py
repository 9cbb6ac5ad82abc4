"""A network in the words of other tools: scripts of Python, and ONNX; and back from there."""
