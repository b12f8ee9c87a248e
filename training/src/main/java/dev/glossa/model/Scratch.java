package dev.glossa.model;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;

/**
 * Working memory of passes outside the graph, used again and again by a thread: off-heap arrays
 * that were left to the garbage collector would pile up.
 */
final class Scratch {
  static final ArrayType PLACE = ArrayType.FF_WORKING_MEM;

  private static final LayerWorkspaceMgr WORKSPACES =
      LayerWorkspaceMgr.builder()
          .defaultNoWorkspace()
          .with(
              PLACE,
              "GLOSSA_SCRATCH",
              WorkspaceConfiguration.builder()
                  .initialSize(0)
                  .overallocationLimit(0.02)
                  .policyLearning(LearningPolicy.OVER_TIME)
                  .cyclesBeforeInitialization(3)
                  .policyReset(ResetPolicy.BLOCK_LEFT)
                  .policySpill(SpillPolicy.REALLOCATE)
                  .policyAllocation(AllocationPolicy.OVERALLOCATE)
                  .build())
          .build();

  private Scratch() {}

  static LayerWorkspaceMgr workspaces() {
    return WORKSPACES;
  }

  /** Arrays made at {@link #PLACE} are valid until this is closed. */
  static MemoryWorkspace open() {
    return WORKSPACES.notifyScopeEntered(PLACE);
  }
}
