@NullMarked
package properties;

import org.jspecify.annotations.NullMarked;
