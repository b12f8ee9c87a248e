package dev.glossa.distributed;

import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Turns rows of tokens into what the network takes. */
@FunctionalInterface
public interface BatchEncoder extends Serializable {

  MultiDataSet encode(List<TokenBlock> rows);
}
