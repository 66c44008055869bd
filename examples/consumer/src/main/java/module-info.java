/** A program that uses what is published. */
module letters {
  requires dev.waxseal.dkim;
}
