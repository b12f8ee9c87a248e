package dev.glossa.model;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the arrays of one pass through a layer come from; they are not initialized.
 *
 * @param place of what the pass leaves behind
 * @param passing of what nobody needs after the pass
 */
record WorkMemory(LayerWorkspaceMgr workspaces, ArrayType place, ArrayType passing, DataType type) {

  INDArray matrix(long rows, long columns) {
    return array(place, rows, columns);
  }

  INDArray vector(long length) {
    return array(place, length);
  }

  INDArray passingMatrix(long rows, long columns) {
    return array(passing, rows, columns);
  }

  private INDArray array(ArrayType where, long... shape) {
    return workspaces.createUninitialized(where, type, shape, 'c');
  }
}
