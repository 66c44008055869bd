/**
 * Mail that goes through Postfix, Mailman 3 and Waxseal as daemons, from its author to a member.
 */
@NullMarked
package endtoend;

import org.jspecify.annotations.NullMarked;
