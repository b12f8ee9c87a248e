package dev.glossa.model;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Listens to what ND4J is asked to execute. */
final class RecordedOperations {
  private final OpExecutioner executioner;
  private final SortedSet<String> names = new TreeSet<>();

  private RecordedOperations(OpExecutioner executioner) {
    this.executioner = executioner;
  }

  /** The names of the declarable operations among those of this work. */
  static SortedSet<String> of(Runnable work) throws ReflectiveOperationException {
    RecordedOperations recorded = new RecordedOperations(Nd4j.getExecutioner());
    Field instance = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
    instance.setAccessible(true);
    instance.set(
        null,
        Proxy.newProxyInstance(
            OpExecutioner.class.getClassLoader(),
            new Class<?>[] {OpExecutioner.class},
            (proxy, method, arguments) -> recorded.execute(method, arguments)));
    try {
      work.run();
    } finally {
      instance.set(null, recorded.executioner);
    }
    return recorded.names;
  }

  private Object execute(Method method, Object[] arguments) throws Throwable {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof CustomOp operation) {
          names.add(operation.opName());
        }
      }
    }
    try {
      return method.invoke(executioner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
