/** How far raters agree with each other, what sways them, and how sure a mean of ratings is. */
package dev.glossa.agreement;
