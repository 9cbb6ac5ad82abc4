"""Losses, optimizers and schedules as the lines of Python that a script says them with."""

from __future__ import annotations

from dataclasses import dataclass

from diynn.errors import DataError
from diynn.network.losses import BCE, MSE, CrossEntropy, Huber, LogSoftmaxCrossEntropy, Loss
from diynn.network.optimizers import SGD, Adam, AdamW, Optimizer, RMSprop
from diynn.network.schedules import Constant, Cosine, OneCycle, OnPlateau, Schedule, StepDecay
from diynn.settings import Declared


def unsaid(one: Declared) -> DataError:
    """The failure to write something in a script, in the user's words."""
    return DataError(
        "A script cannot say “{what}” yet.", "Choose another one for the export.", what=one.name()
    )


def mean(total: str, over: str, values: str = "y.size", samples: str = "len(y)") -> str:
    """A sum as the loss's figure."""
    return total if over == "sum" else f"{total} / {values if over == 'values' else samples}"


# Losses. In NumPy each returns its value and the gradient for y.


def numpy_loss(loss: Loss, merged: bool) -> list[str]:
    """The body of a function of outputs y and targets t."""
    match loss:
        case MSE():
            return [
                "error = y - t.reshape(y.shape)",
                (f"return {_value('(error.astype(np.float64) ** 2).sum()', loss)}, "
                f"{_share('2 * error', loss)}"),
            ]
        case Huber():
            return [
                "error = y - t.reshape(y.shape)",
                f"near = np.clip(error, -FLOAT({loss.delta!r}), FLOAT({loss.delta!r}))",
                "total = (near * (error - near / 2)).sum(dtype=np.float64)",
                f"return {_value('total', loss)}, {_share('near', loss)}",
            ]
        case BCE() if merged:
            return [
                "t = t.reshape(y.shape)",
                "each = np.maximum(y, 0) - y * t + np.log1p(np.exp(-np.abs(y)))",
                (f"return {_value('each.sum(dtype=np.float64)', loss)}, "
                f"{_share('(sigmoid(y) - t)', loss)}"),
            ]
        case BCE():
            return [
                "t, edge = t.reshape(y.shape), FLOAT(np.finfo(np.float32).eps)",
                "p = np.clip(y, edge, 1 - edge)",
                "total = -(t * np.log(p) + (1 - t) * np.log1p(-p)).sum(dtype=np.float64)",
                f"return {_value('total', loss)}, {_share('(p - t) / (p * (1 - p))', loss)}",
            ]
        case CrossEntropy() | LogSoftmaxCrossEntropy():
            return _numpy_classes(loss, merged or isinstance(loss, LogSoftmaxCrossEntropy))
        case _:
            raise unsaid(loss)


def _numpy_classes(loss: CrossEntropy | LogSoftmaxCrossEntropy, scores: bool) -> list[str]:
    smooth = loss.smoothing
    lines = ["wanted = np.eye(y.shape[1], dtype=FLOAT)[t]"]
    if smooth:
        lines.append(f"wanted = FLOAT({1 - smooth!r}) * wanted + FLOAT({smooth!r}) / y.shape[1]")
    if scores:
        lines += [
            "y = y - y.max(1, keepdims=True)",
            "logs = y - np.log(np.exp(y).sum(1, keepdims=True))",
            (f"return {_value('-(wanted * logs).sum(dtype=np.float64)', loss)}, "
            f"{_share('(np.exp(logs) - wanted)', loss)}"),
        ]
    else:
        lines += [
            "p = np.maximum(y, np.finfo(np.float32).tiny)",
            (f"return {_value('-(wanted * np.log(p)).sum(dtype=np.float64)', loss)}, "
            f"{_share('-wanted / p', loss)}"),
        ]
    return lines


def _value(total: str, loss: Loss) -> str:
    return mean(f"float({total})", loss.over)


def _share(gradient: str, loss: Loss) -> str:
    if loss.over == "sum":
        return gradient
    return f"{gradient} / FLOAT({'y.size' if loss.over == 'values' else 'len(y)'})"


def torch_loss(loss: Loss, merged: bool) -> list[str]:
    """The same for PyTorch, which finds the gradient itself."""
    over = loss.over
    reduction = ', reduction="mean"' if over == "values" else ', reduction="sum"'
    after = " / len(y)" if over == "samples" else ""
    flat = "y, t = y.flatten(1), t.flatten(1)"
    match loss:
        case MSE():
            return [flat, f"return F.mse_loss(y, t{reduction}){after}"]
        case Huber():
            return [flat, f"return F.huber_loss(y, t, delta={loss.delta!r}{reduction}){after}"]
        case BCE() if merged:
            name = "binary_cross_entropy_with_logits"
            return [flat, f"return F.{name}(y, t{reduction}){after}"]
        case BCE():
            return [
                flat, "edge = torch.finfo(torch.float32).eps",
                f"return F.binary_cross_entropy(y.clamp(edge, 1 - edge), t{reduction}){after}",
            ]  # fmt: skip
        case CrossEntropy() | LogSoftmaxCrossEntropy():
            smooth = f", label_smoothing={loss.smoothing!r}" if loss.smoothing else ""
            scores = merged or isinstance(loss, LogSoftmaxCrossEntropy)
            reduced = "mean" if over == "samples" else "sum"
            if scores:
                return [f'return F.cross_entropy(y, t{smooth}, reduction="{reduced}")']
            lines = [
                "logs = y.clamp(min=torch.finfo(torch.float32).tiny).log()",
                "total = -logs.gather(1, t[:, None]).sum()",
            ]
            if loss.smoothing:
                lines.append(
                    f"total = {1 - loss.smoothing!r} * total - {loss.smoothing!r} * "
                    "logs.mean(1).sum()"
                )
            return [*lines, f"return total{' / len(y)' if over == 'samples' else ''}"]
        case _:
            raise unsaid(loss)


# Optimizers: the body of the loop over all weights w with their gradients g.


@dataclass(frozen=True)
class Rule:
    """How a script says an optimizer: `numbers` arrays are remembered for each weight."""

    numpy: list[str]
    torch: str
    numbers: int
    counts: bool = False
    decay: float = 0.0


def rule_of(optimizer: Optimizer) -> Rule:
    """The lines for an optimizer."""
    match optimizer:
        case SGD():
            lines = _added_decay(optimizer.weight_decay)
            if optimizer.momentum:
                lines += ["velocity, = state[name]", f"velocity *= FLOAT({optimizer.momentum!r})",
                          "velocity += g"]  # fmt: skip
                ahead = f"g + FLOAT({optimizer.momentum!r}) * velocity"
                lines.append(f"g = {ahead if optimizer.nesterov else 'velocity'}")
            lines.append("w -= FLOAT(rate) * g")
            # PyTorch takes Nesterov's way with a momentum only.
            nesterov = ", nesterov=True" if optimizer.nesterov and optimizer.momentum else ""
            torch = f"SGD(GROUPS, lr=LEARNING_RATE, momentum={optimizer.momentum!r}{nesterov})"
            numbers = 1 if optimizer.momentum else 0
            return Rule(lines, torch, numbers, decay=optimizer.weight_decay)
        case RMSprop():
            lines = [
                *_added_decay(optimizer.weight_decay),
                "square, velocity = state[name]", f"square *= FLOAT({optimizer.alpha!r})",
                f"square += FLOAT({1 - optimizer.alpha!r}) * g**2",
                f"g = g / (np.sqrt(square) + FLOAT({optimizer.epsilon!r}))",
            ]  # fmt: skip
            if optimizer.momentum:
                lines += [f"velocity *= FLOAT({optimizer.momentum!r})", "velocity += g",
                          "g = velocity"]  # fmt: skip
            lines.append("w -= FLOAT(rate) * g")
            torch = (
                f"RMSprop(GROUPS, lr=LEARNING_RATE, alpha={optimizer.alpha!r}, "
                f"eps={optimizer.epsilon!r}, momentum={optimizer.momentum!r})"
            )
            return Rule(lines, torch, 2, decay=optimizer.weight_decay)
        case Adam():
            return _adam(optimizer)
        case _:
            raise unsaid(optimizer)


def _adam(optimizer: Adam) -> Rule:
    first, second = optimizer.beta_1, optimizer.beta_2
    if isinstance(optimizer, AdamW):
        decay = [
            "if name in decayed:", f"    w *= FLOAT(1 - rate * {optimizer.weight_decay!r})"
        ] if optimizer.weight_decay else []  # fmt: skip
    else:
        decay = _added_decay(optimizer.weight_decay)
    lines = [
        *decay,
        "mean, square = state[name]",
        f"mean *= FLOAT({first!r})", f"mean += FLOAT({1 - first!r}) * g",
        f"square *= FLOAT({second!r})", f"square += FLOAT({1 - second!r}) * g**2",
        f"spread = np.sqrt(square) / FLOAT(np.sqrt(1 - {second!r}**steps_taken))",
        (f"w -= FLOAT(rate / (1 - {first!r}**steps_taken)) * mean / "
        f"(spread + FLOAT({optimizer.epsilon!r}))"),
    ]  # fmt: skip
    torch = (
        f"{optimizer.name()}(GROUPS, lr=LEARNING_RATE, betas=({first!r}, {second!r}), "
        f"eps={optimizer.epsilon!r})"
    )
    return Rule(lines, torch, 2, counts=True, decay=optimizer.weight_decay)


def _added_decay(decay: float) -> list[str]:
    return ["if name in decayed:", f"    g = g + FLOAT({decay!r}) * w"] if decay else []


# Schedules: the body of a function of the step, from 0, of all STEPS * EPOCHS.


def schedule_lines(schedule: Schedule) -> list[str]:
    """The lines for a schedule."""
    lines = []
    warm_up = getattr(schedule, "warm_up", 0.0)
    if warm_up:
        lines = [
            f"rising = round({warm_up!r} * STEPS)", "if step < rising:",
            "    return (step + 1) / (rising + 1)", "step -= rising",
        ]  # fmt: skip
    match schedule:
        case Constant():
            return [*lines, "return 1.0"]
        case StepDecay():
            return [*lines, f"return {schedule.by!r} ** (step // (STEPS * {schedule.every}))"]
        case Cosine():
            total = "STEPS * EPOCHS - rising" if warm_up else "STEPS * EPOCHS"
            low = schedule.smallest
            return [
                *lines, f"share = min(step / max({total}, 1), 1.0)",
                f"return {low!r} + {1 - low!r} * (1 + math.cos(math.pi * share)) / 2",
            ]  # fmt: skip
        case OneCycle():
            return [
                "last = STEPS * EPOCHS - 1",
                f"top = {schedule.rise!r} * (last + 1) - 1",
                "if top > 0 and step <= top:",
                f"    start, end, share = {schedule.first!r}, 1.0, step / top",
                "else:",
                f"    top, start, end = max(top, 0.0), 1.0, {schedule.smallest!r}",
                "    share = min((step - top) / (last - top), 1.0) if last > top else 1.0",
                "return end + (start - end) * (1 + math.cos(math.pi * share)) / 2",
            ]
        case OnPlateau():
            return [
                *lines, "least, waited, falls = math.inf, 0, 0",
                "for value in watched:",
                f"    if value < least * {1 - schedule.threshold!r}:",
                "        least, waited = value, 0",
                "    else:",
                "        waited += 1",
                f"    if waited > {schedule.patience}:",
                "        waited, falls = 0, falls + 1",
                f"return {schedule.by!r} ** falls",
            ]  # fmt: skip
        case _:
            raise unsaid(schedule)


def indented(lines: list[str], depth: int = 1) -> str:
    """Lines as the body of a function."""
    return "\n".join("    " * depth + line for line in lines)
