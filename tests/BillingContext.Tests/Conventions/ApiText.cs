using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace BillingContext.Tests.Conventions;

/// <summary>The public face of an assembly as text: C# as far as a reviewer needs it, in an order that never changes.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(decimal)] = "decimal", [typeof(double)] = "double", [typeof(float)] = "float",
    };

    internal static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var space in assembly.GetExportedTypes().Where(type => !type.IsNested).GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                Append(text, type, "  ");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, string indent)
    {
        text.Append(indent).Append(Declaration(type)).Append('\n');
        foreach (var line in Members(type))
        {
            text.Append(indent).Append("  ").Append(line).Append('\n');
        }

        foreach (var nested in type.GetNestedTypes().OrderBy(nested => nested.Name, StringComparer.Ordinal))
        {
            Append(text, nested, indent + "  ");
        }
    }

    private static string Declaration(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (isRecord ? "record struct" : "struct"),
            _ when type.IsStatic() => "static class",
            _ => (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + (isRecord ? "record" : "class"),
        };
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? [parent] : Type.EmptyTypes)
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(inherited).Where(face => !(isRecord && face.Name.StartsWith("IEquatable", StringComparison.Ordinal))))
            .Select(one => Name(one))
            .ToList();
        var flags = type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] " : "";
        return $"{flags}{kind} {Name(type, definition: true)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}{Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        var fields = type.GetFields(Declared).Where(Products.IsVisible).OrderBy(one => one.Name, StringComparer.Ordinal).Select(Field);
        var constructors = type.GetConstructors(Declared)
            .Where(one => Products.IsVisible(one) && !one.IsStatic && !IsGenerated(one))
            .Select(one => $"{Access(one)}new({Parameters(one)})")
            .Order(StringComparer.Ordinal);
        var properties = type.GetProperties(Declared)
            .Where(one => Products.IsVisible(one) && one.Name != "EqualityContract")
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(Property);
        var methods = type.GetMethods(Declared)
            .Where(one => Products.IsVisible(one) && !IsAccessor(one) && !IsGenerated(one))
            .Select(one => (one.Name, Text: Method(one)))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Text, StringComparer.Ordinal)
            .Select(one => one.Text);
        return [.. fields, .. constructors, .. properties, .. methods];
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessor = property.GetMethod ?? property.SetMethod!;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var set = property.SetMethod is { } setter && Products.IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        return $"{(accessor.IsStatic ? "static " : "")}{Overriding(accessor)}{required}{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{ get;{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        var name = method.Name.StartsWith("op_", StringComparison.Ordinal) ? $"operator {method.Name[3..]}" : method.Name;
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Access(method)}{(method.IsStatic ? "static " : "")}{Overriding(method)}{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))} {name}{generic}({extension}{Parameters(method)})"
            + (method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "");
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var direction = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var standard = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "";
        return $"{direction}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{standard}";
    }));

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(argument =>
    {
        var rules = (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Enumerable.Empty<string>())
            .Concat(argument.GetGenericParameterConstraints().Select(rule => Name(rule)));
        return rules.Any() ? $" where {argument.Name} : {string.Join(", ", rules)}" : "";
    }));

    private static string Name(Type type, NullabilityInfo? nullability = null, bool definition = false)
    {
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability?.ElementType);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        if (!type.IsGenericType)
        {
            return (Keywords.GetValueOrDefault(type) ?? type.Name) + mark;
        }

        var inner = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments().Select((argument, at) =>
            (definition && argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.Contravariant) ? "in " : "")
            + Name(argument, at < inner.Length ? inner[at] : null));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Overriding(MethodInfo method) =>
        method.DeclaringType!.IsInterface ? ""
        : method.GetBaseDefinition().DeclaringType != method.DeclaringType ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    /// <summary>What the compiler adds to records, and nobody wrote.</summary>
    private static bool IsGenerated(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name == "<Clone>$";
}
