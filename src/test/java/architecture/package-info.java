@NullMarked
package architecture;

import org.jspecify.annotations.NullMarked;
