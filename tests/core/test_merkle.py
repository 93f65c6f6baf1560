import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laju.core.merkle import NoSuchLeaf, Proof, is_proved, prove_leaf, root_of

leaf_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=40)

# Test vectors of the Certificate Transparency reference implementation.
LEAVES = [
    bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
] + [bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def rfc_root(leaves):
    """RFC 6962 section 2.1, word for word: split at the largest power of two below n."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + rfc_root(leaves[:k]) + rfc_root(leaves[k:])).digest()


@pytest.mark.parametrize("size", ROOTS)
def test_root_of_matches_the_published_vectors(size):
    assert root_of(leaves=LEAVES[:size]).hex() == ROOTS[size]


@given(leaf_lists)
def test_root_of_follows_rfc_6962(leaves):
    assert root_of(leaves=leaves) == rfc_root(leaves)


@given(leaf_lists, st.data())
def test_is_proved_accepts_every_leaf_at_its_place(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = prove_leaf(leaves=leaves, index=index)
    assert is_proved(leaf=leaves[index], proof=proof, root=root_of(leaves=leaves))


@given(leaf_lists, st.binary(max_size=8), st.data())
def test_is_proved_refuses_another_leaf_or_place(leaves, other, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = prove_leaf(leaves=leaves, index=index), root_of(leaves=leaves)
    assume(other != leaves[index])
    assert not is_proved(leaf=other, proof=proof, root=root)
    place = data.draw(st.integers(0, len(leaves)))
    assume(place != index)
    moved = Proof(place, proof.size, proof.path)
    assert leaves[index] in leaves[:index] + leaves[index + 1 :] or not is_proved(
        leaf=leaves[index], proof=moved, root=root
    )
    longer = Proof(index, proof.size, (*proof.path, b"x" * 32))
    assert not is_proved(leaf=leaves[index], proof=longer, root=root)


def test_prove_leaf_refuses_a_row_that_is_not_there():
    with pytest.raises(NoSuchLeaf, match="Baris ke-3 tidak ada"):
        prove_leaf(leaves=[b"a"], index=3)
