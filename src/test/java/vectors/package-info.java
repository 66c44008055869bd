@NullMarked
package vectors;

import org.jspecify.annotations.NullMarked;
