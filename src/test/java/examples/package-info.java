/** The programs of {@code examples/java}. */
@NullMarked
package examples;

import org.jspecify.annotations.NullMarked;
