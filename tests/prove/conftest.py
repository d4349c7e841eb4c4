"""The long proofs stand on the same served forum as the short ones."""

from tests.kills.conftest import served

__all__ = ["served"]
