import os
import subprocess
import sys

import pytest

from sprite_studio.openmp import SPIN_MS, SPINS, short_spins


def test_the_spin_is_short_in_every_runtime():
    assert short_spins({"PATH": "/bin"}) == {"GOMP_SPINCOUNT": SPINS, "KMP_BLOCKTIME": SPIN_MS}


@pytest.mark.parametrize("own", ["GOMP_SPINCOUNT", "KMP_BLOCKTIME"])
def test_what_the_user_set_stays(own):
    assert own not in short_spins({own: "77"})


def test_a_wait_policy_of_the_users_is_not_overruled():
    assert short_spins({"OMP_WAIT_POLICY": "ACTIVE"}) == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="GNU's runtime is Linux's")
def test_torch_hears_of_it_however_the_program_is_started():
    """The runtime itself prints what it read, at the moment in which it is loaded."""
    own = ("GOMP_", "KMP_", "OMP_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    done = subprocess.run(
        [sys.executable, "-m", "sprite_studio", "models"],
        env=environment | {"OMP_DISPLAY_ENV": "VERBOSE"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"GOMP_SPINCOUNT = '{SPINS}'" in done.stderr
