/** Messages of Jakarta Mail on their way over SMTP. */
@NullMarked
package smtp;

import org.jspecify.annotations.NullMarked;
