using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/products</summary>
internal static class ProductRoutes
{
    private static readonly ProductResource Resource = new();

    private static readonly Parameter[] Known =
    [
        Parameter.Text("name"),
        Parameter.TextOrEmpty("description"),
        Parameter.Flag("active"),
        Parameter.Metadata,
        .. Parameter.NotSimulated(
            "default_price", "default_price_data", "id", "images", "marketing_features", "package_dimensions", "shippable",
            "statement_descriptor", "tax_code", "unit_label", "url"),
    ];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(
            Resource,
            [Parameter.Flag("active"), Parameter.Texts("ids"), Parameter.Range("created"), .. Parameter.NotSimulated("shippable", "url")],
            List),
        Searches.Route(Resource, SearchFields.Product),
        Retrieval.Route(Resource),
        Route.Change("POST", "/v1/products", Resource, Permissions.WriteProducts, Known, Create),
        Route.Change("POST", "/v1/products/{id}", Resource, Permissions.WriteProducts, Known, Update),
        Route.Change("DELETE", "/v1/products/{id}", Resource, Permissions.WriteProducts, [], Delete),
    ];

    private static Answer List(Call call)
    {
        var ids = call.Texts("ids").ToHashSet(StringComparer.Ordinal);
        return Lists.Page(
            call,
            Resource,
            call.Books.Products.All,
            product => (!call.Has("active") || product.Active == call.Flag("active")) && (ids.Count == 0 || ids.Contains(product.Id)));
    }

    private static Answer Create(Call call)
        => call.Text("name") is { } name ? Answer.Object(Resource, Add(call, name)) : StripeError.Missing("name");

    /// <summary>A product of its own, or one that a price brings along.</summary>
    public static ProductRecord Add(Call call, string name)
    {
        var own = call.Has("name");
        var product = new ProductRecord
        {
            Id = call.Books.Ids.Product(),
            Created = call.Books.Now(),
            Name = name,
            Description = own ? call.Changed("description", null) : null,
            Active = !own || !call.Has("active") || call.Flag("active"),
            Metadata = own ? call.Metadata(ReadOnlyDictionary<string, string>.Empty) : ReadOnlyDictionary<string, string>.Empty,
        };
        call.Books.Products.Add(product);
        call.Books.Emit("product.created", product.Created, product);
        return product;
    }

    private static Answer Update(Call call)
    {
        if (call.Books.Products.Find(call.Id) is not { } product)
        {
            return call.NoSuch("product", call.Id, "id", 404);
        }

        var changed = product with
        {
            Name = call.Text("name") ?? product.Name,
            Description = call.Changed("description", product.Description),
            Active = call.Has("active") ? call.Flag("active") : product.Active,
            Metadata = call.Metadata(product.Metadata),
        };
        call.Books.Products.Change(changed);
        call.Books.Emit("product.updated", call.Books.Now(), changed, product);
        return Answer.Object(Resource, changed);
    }

    /// <summary>One that has prices stays: https://docs.stripe.com/api/products/delete</summary>
    private static Answer Delete(Call call)
    {
        if (call.Books.Products.Find(call.Id) is not { } product)
        {
            return call.NoSuch("product", call.Id, "id", 404);
        }

        if (call.Books.PricesByProduct.Of(product.Id).Count > 0)
        {
            return new StripeError(400, "This product cannot be deleted because it has one or more user-created prices.")
            { Executed = true };
        }

        call.Books.Products.Remove(product.Id);
        call.Books.Emit("product.deleted", call.Books.Now(), product);
        return Answer.Object(new DeletedResource(Resource), product);
    }
}
