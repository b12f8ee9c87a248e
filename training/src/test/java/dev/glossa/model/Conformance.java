package dev.glossa.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every backend of ND4J must give: these tests, and no others, run under {@code -Pcuda}. Where
 * there is no GPU they are skipped there.
 */
@Tag("conformance")
@ExtendWith(DeviceCondition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Conformance {}
