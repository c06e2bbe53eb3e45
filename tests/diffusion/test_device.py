import pytest
import torch

from sprite_studio.diffusion import device
from sprite_studio.diffusion.device import DeviceError, choose_device


@pytest.fixture
def no_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(device, "_nvidia_driver_present", lambda: False)
    return monkeypatch


def test_without_a_gpu_the_cpu_is_chosen_without_complaint(no_gpu):
    chosen = choose_device()
    assert (chosen.name, chosen.warning) == ("cpu", "")
    assert chosen.label.startswith("CPU, ")


def test_a_gpu_that_torch_cannot_use_is_mentioned_with_a_remedy(no_gpu):
    no_gpu.setattr(device, "_nvidia_driver_present", lambda: True)
    no_gpu.setattr(torch.version, "cuda", None)
    assert "https://download.pytorch.org/whl/" in choose_device().warning
    assert choose_device("cpu").warning == ""  # it was asked for
    with pytest.raises(DeviceError, match="built for the CPU alone"):
        choose_device("cuda")
    no_gpu.setattr(torch.version, "cuda", "12.8")
    assert "Update the NVIDIA driver" in choose_device().warning


def test_a_gpu_that_is_usable_is_used(no_gpu):
    no_gpu.setattr(torch.cuda, "is_available", lambda: True)
    no_gpu.setattr(torch.cuda, "get_device_name", lambda: "Some GPU")
    no_gpu.setattr(device, "_works", lambda name: True)
    assert (choose_device().name, choose_device().label) == ("cuda", "Some GPU")
    assert choose_device("cpu").name == "cpu"


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_refused(no_gpu, wanted):
    with pytest.raises(DeviceError, match="choose cpu"):
        choose_device(wanted)


def test_nonsense_is_refused():
    with pytest.raises(DeviceError, match="choose one of"):
        choose_device("toaster")
