/** Databases that tests start. */
@NullMarked
package database;

import org.jspecify.annotations.NullMarked;
