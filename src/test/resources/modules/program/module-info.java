/** A program of somebody who uses the library. */
module letters {
  requires dev.waxseal.inbound;
}
