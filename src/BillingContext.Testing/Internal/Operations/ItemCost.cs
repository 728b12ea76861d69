using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What an invoice item costs.</summary>
/// <param name="UnitAmount">For one.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Currency">Three small letters.</param>
/// <param name="Price">The price it follows from, unless a sum was given.</param>
internal sealed record ItemCost(long UnitAmount, long Quantity, string Currency, PriceRecord? Price);
