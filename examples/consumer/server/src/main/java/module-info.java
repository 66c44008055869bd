/** A program that receives, sends and explains. */
module letters.server {
  requires dev.waxseal.diagnosis;
  requires dev.waxseal.jakarta.mail;
}
