package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices kept in 16 bits, in the type of computation. The memory for that is a thread's own and
 * used again and again: a result is valid until the thread's next one.
 */
final class Widening {
  private static final ThreadLocal<INDArray> ROOM = new ThreadLocal<>();

  private Widening() {}

  static INDArray widen(INDArray narrow, DataType type) {
    INDArray wide =
        Views.part(room(narrow.length(), type), 0, narrow.length())
            .reshape('c', narrow.size(0), narrow.size(1));
    wide.assign(narrow);
    return wide;
  }

  private static INDArray room(long length, DataType type) {
    INDArray room = ROOM.get();
    if (room == null || room.length() < length || room.dataType() != type) {
      if (room != null) {
        room.close();
      }
      // Who asks may be inside a workspace, whose arrays do not last.
      try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        room = Nd4j.createUninitialized(type, length);
      }
      ROOM.set(room);
    }
    return room;
  }
}
