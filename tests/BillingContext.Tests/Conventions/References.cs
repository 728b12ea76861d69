using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace BillingContext.Tests.Conventions;

/// <summary>Every type that a type names, in its signatures and in the bodies of its methods.</summary>
internal static class References
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    internal static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(type.BaseType);
        AddRange(type.GetInterfaces());
        AddRange(type.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints()));
        AddRange(type.GetFields(All).Select(field => field.FieldType));
        AddRange(type.GetProperties(All).Select(property => property.PropertyType));
        foreach (var method in type.GetConstructors(All).Cast<MethodBase>().Concat(type.GetMethods(All)))
        {
            Method(method);
        }

        found.Remove(type);
        return found;

        void Method(MethodBase method)
        {
            Signature(method);
            if (method.GetMethodBody() is not { } body)
            {
                return;
            }

            AddRange(body.LocalVariables.Select(local => local.LocalType));
            AddRange(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType));
            foreach (var member in MembersIn(method, body.GetILAsByteArray()!))
            {
                switch (member)
                {
                    case Type named:
                        Add(named);
                        break;
                    case FieldInfo field:
                        Add(field.DeclaringType);
                        Add(field.FieldType);
                        break;
                    case MethodBase called:
                        Add(called.DeclaringType);
                        Signature(called);
                        break;
                }
            }
        }

        void Signature(MethodBase method)
        {
            AddRange(method.GetParameters().Select(parameter => parameter.ParameterType));
            Add((method as MethodInfo)?.ReturnType);
            if (method.IsGenericMethod)
            {
                AddRange(method.GetGenericArguments());
            }
        }

        void AddRange(IEnumerable<Type?> types)
        {
            foreach (var one in types)
            {
                Add(one);
            }
        }

        void Add(Type? one)
        {
            if (one is null || one.IsGenericParameter)
            {
                return;
            }

            if (one.HasElementType)
            {
                Add(one.GetElementType());
                return;
            }

            if (!one.IsGenericType)
            {
                found.Add(one);
                return;
            }

            if (found.Add(one.GetGenericTypeDefinition()) || !one.IsGenericTypeDefinition)
            {
                AddRange(one.GetGenericArguments());
            }
        }
    }

    /// <summary>What the instructions of a body name.</summary>
    private static IEnumerable<MemberInfo> MembersIn(MethodBase method, byte[] body)
    {
        var ofType = method.DeclaringType!.GetGenericArguments();
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | body[at + 1]))] : Codes[body[at]];
            at += code.Size;
            var named = code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                ? method.Module.ResolveMember(BitConverter.ToInt32(body, at), ofType, ofMethod)
                : null;
            if (named is not null)
            {
                yield return named;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }
}
