"""The lexicon that is built in holds the words of lexicon.bin, each with the same set; only its nodes lie elsewhere.

    lexicon_order.py lexicon.bin lexicon_ordered.bin
"""
import struct
import sys

HEADER, END_LABEL, LAST = 32, 1, 0x100


class Table:
    def __init__(self, path):
        data = open(path, "rb").read()
        nedges, self.root = struct.unpack_from("<2I", data, 12)
        self.edges = struct.unpack_from("<%dI" % nedges, data, HEADER)
        self.rest = data[:16] + data[20:HEADER] + data[HEADER + 4 * nedges:]

    def edges_of(self, node):
        while True:
            edge = self.edges[node]
            yield edge & 0xFF, edge >> 9
            if edge & LAST:
                return
            node += 1


def differing(one, other):
    """The letters behind which two tables are not the same, or None.  Nodes that many words share are looked at once."""
    pairs, todo = {}, [(one.root, other.root, b"")]
    while todo:
        a, b, letters = todo.pop()
        if pairs.setdefault(a, b) != b:
            return letters
        mine, theirs = list(one.edges_of(a)), list(other.edges_of(b))
        if [label for label, _ in mine] != [label for label, _ in theirs]:
            return letters
        for (label, target), (_, there) in zip(mine, theirs):
            if label == END_LABEL:
                if target != there:
                    return letters
            elif target not in pairs or pairs[target] != there:
                todo.append((target, there, letters + bytes([label])))
    return None


def main():
    one, other = Table(sys.argv[1]), Table(sys.argv[2])
    where = differing(one, other)
    if one.rest != other.rest:
        sys.exit("the tables differ outside their edges")
    if where is not None:
        sys.exit("the tables differ behind %r" % where)
    steps = [target - node for node in range(1, len(other.edges)) for label, target in other.edges_of(node)
             if label != END_LABEL]
    if sum(0 < step < 16 for step in steps) < len(steps) // 10:
        sys.exit("the nodes of the built-in table do not follow one another")


main()
