"""Which processor runs the network, and why."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import torch

from sprite_studio.errors import UserError

DEVICE_NAMES = ("auto", "cpu", "cuda", "mps")


class DeviceError(UserError):
    """The device that was asked for cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Device:
    """Attributes: name: for torch; label: for people; warning: what they should know, or ""."""

    name: str
    label: str
    warning: str = ""


def choose_device(wanted: str = "auto") -> Device:
    """The best device there is, or the one that was asked for. Raises DeviceError."""
    if wanted not in DEVICE_NAMES:
        raise DeviceError(f"there is no device {wanted!r}; choose one of {', '.join(DEVICE_NAMES)}")
    if wanted in ("auto", "cuda") and torch.cuda.is_available() and _works("cuda"):
        # The same job must draw the same picture: no kernels chosen by timing, no short floats.
        torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = True, False
        torch.backends.cudnn.allow_tf32 = False
        return Device("cuda", torch.cuda.get_device_name())
    if wanted in ("auto", "mps") and torch.backends.mps.is_available() and _works("mps"):
        return Device("mps", "Apple GPU")
    if wanted == "mps":
        raise DeviceError("this machine has no Apple GPU that torch can use; choose cpu or auto")
    warning = _unusable_gpu()
    if wanted == "cuda":
        raise DeviceError(warning or "no CUDA GPU was found; choose cpu or auto")
    cores = usable_cores()
    label = f"CPU, {cores} core{'' if cores == 1 else 's'}"
    return Device("cpu", label, warning if wanted == "auto" else "")


def _works(device: str) -> bool:
    """Whether it computes: a GPU that is too old for this torch is there and cannot."""
    try:
        return (torch.ones(1, device=device) + 1).item() == 2
    except RuntimeError:
        return False


def usable_cores() -> int:
    """Cores that this process may run on, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _unusable_gpu() -> str:
    """Why an NVIDIA GPU that seems to be here is not used, and the remedy; "" if none is."""
    if not _nvidia_driver_present():
        return ""
    if torch.version.cuda is None:
        return (
            "An NVIDIA GPU is present, but this torch was built for the CPU alone. Install a CUDA "
            "build: pip install torch --index-url https://download.pytorch.org/whl/cu126"
        )
    return (
        f"An NVIDIA GPU is present, but torch (CUDA {torch.version.cuda}) cannot use it. "
        "Update the NVIDIA driver and start again."
    )


def _nvidia_driver_present() -> bool:
    if sys.platform == "win32":
        return shutil.which("nvidia-smi") is not None
    return Path("/proc/driver/nvidia/version").exists()
