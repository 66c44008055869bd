@NullMarked
package modules;

import org.jspecify.annotations.NullMarked;
