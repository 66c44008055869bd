/**
 * The changes that a diagnosis finds. They stand below {@link dev.waxseal.diagnosis}, so that the
 * searches can make them without knowing who asked.
 */
@NullMarked
package dev.waxseal.diagnosis.change;

import org.jspecify.annotations.NullMarked;
