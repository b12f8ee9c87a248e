package dev.glossa.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Best-fit decreasing packing ("Fewer Truncations Improve Language Modeling", arXiv 2404.10830): a
 * document longer than a block is cut into blocks and a rest; every piece goes into the fullest
 * block that still has room. Only where whole pieces leave more than a sixty-fourth of the room
 * unused (documents all a little longer than half a block), the emptiest blocks are cut up to fill
 * the others.
 */
final class BestFitPacking {

  /** Smallest room that is filled by cutting, as a share of the block's length. */
  private static final int SMALLEST_ROOM = 64;

  private final int length;
  private final boolean fill;

  /**
   * @param length N, tokens of a block
   * @param fill whether pieces may be cut where whole ones would waste too much
   */
  BestFitPacking(int length, boolean fill) {
    this.length = length;
    this.fill = fill;
  }

  /** The blocks, each a list of segments that fits; a function of the set of documents alone. */
  List<List<Segment>> pack(List<Segment> documents) {
    List<Bin> bins = bestFit(pieces(documents));
    if (fill && isWasteful(bins)) {
      bins = fillByCutting(bins);
    }
    return bins.stream().map(bin -> List.copyOf(bin.segments)).toList();
  }

  private List<Segment> pieces(List<Segment> documents) {
    List<Segment> pieces = new ArrayList<>();
    for (Segment document : documents) {
      for (int from = 0; from < document.length(); from += length) {
        pieces.add(document.part(from, Math.min(from + length, document.length())));
      }
    }
    pieces.sort(Segment.LONGEST_FIRST);
    return pieces;
  }

  private List<Bin> bestFit(List<Segment> pieces) {
    List<Bin> bins = new ArrayList<>();
    TreeMap<Integer, List<Bin>> byRoom = new TreeMap<>();
    for (Segment piece : pieces) {
      var fitting = byRoom.ceilingEntry(piece.length());
      Bin bin;
      if (fitting == null) {
        bin = new Bin(length);
        bins.add(bin);
      } else {
        List<Bin> candidates = fitting.getValue();
        bin = candidates.remove(candidates.size() - 1);
        if (candidates.isEmpty()) {
          byRoom.remove(fitting.getKey());
        }
      }
      bin.add(piece);
      byRoom.computeIfAbsent(bin.room, room -> new ArrayList<>()).add(bin);
    }
    return bins;
  }

  private boolean isWasteful(List<Bin> bins) {
    long room = bins.stream().mapToLong(bin -> bin.room).sum();
    return room > (long) bins.size() * length / SMALLEST_ROOM && room > length;
  }

  /** Moves the segments of the emptiest bins into the room of the others, cutting them to fit. */
  private List<Bin> fillByCutting(List<Bin> bins) {
    List<Bin> fullestFirst = new ArrayList<>(bins);
    fullestFirst.sort(Comparator.comparingInt(bin -> bin.room));
    int emptiest = fullestFirst.size() - 1;
    for (int i = 0; i < emptiest; i++) {
      Bin bin = fullestFirst.get(i);
      while (bin.room > length / SMALLEST_ROOM && i < emptiest) {
        Bin source = fullestFirst.get(emptiest);
        Segment segment = source.removeLast();
        if (segment.length() > bin.room) {
          source.add(segment.part(bin.room, segment.length()));
          segment = segment.part(0, bin.room);
        }
        bin.add(segment);
        if (source.segments.isEmpty()) {
          emptiest--;
        }
      }
    }
    return fullestFirst.subList(0, emptiest + 1);
  }

  private static final class Bin {
    private final List<Segment> segments = new ArrayList<>();
    private int room;

    Bin(int room) {
      this.room = room;
    }

    void add(Segment segment) {
      segments.add(segment);
      room -= segment.length();
    }

    Segment removeLast() {
      Segment last = segments.remove(segments.size() - 1);
      room += last.length();
      return last;
    }
  }
}
