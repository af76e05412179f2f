namespace Rooms.Wire.Amf;

/// <summary>A value of a command: immutable, small, made by <see cref="Amf0Reader"/> within its limits or by the factories here.</summary>
public sealed class AmfValue
{
    public static readonly AmfValue Undefined = new(AmfKind.Undefined);
    public static readonly AmfValue Null = new(AmfKind.Null);
    public static readonly AmfValue True = new(AmfKind.Boolean);
    public static readonly AmfValue False = new(AmfKind.Boolean);

    private readonly AmfMember[] members;
    private readonly AmfValue[] items;
    private readonly double number;
    private readonly string text;

    private AmfValue(AmfKind kind, double number = 0, string text = "", AmfMember[]? members = null, AmfValue[]? items = null)
    {
        Kind = kind;
        this.number = number;
        this.text = text;
        this.members = members ?? [];
        this.items = items ?? [];
    }

    public AmfKind Kind { get; }

    /// <summary>Null unless this is a number, or a date in milliseconds since 1970.</summary>
    public double? AsNumber => Kind is AmfKind.Number or AmfKind.Date ? number : null;

    public string? AsString => Kind is AmfKind.String ? text : null;

    public bool? AsBoolean => Kind is AmfKind.Boolean ? ReferenceEquals(this, True) : null;

    /// <summary>Members of an object or an ECMA array; empty for anything else.</summary>
    public IReadOnlyList<AmfMember> Members => members;

    /// <summary>Items of a strict array; empty for anything else.</summary>
    public IReadOnlyList<AmfValue> Items => items;

    /// <summary>The last member of that name, or <see cref="Undefined"/>.</summary>
    public AmfValue this[string name]
    {
        get
        {
            for (var i = members.Length - 1; i >= 0; i--)
                if (members[i].Name == name) return members[i].Value;
            return Undefined;
        }
    }

    public static AmfValue Of(double value) => new(AmfKind.Number, value);

    public static AmfValue Of(string value) => new(AmfKind.String, text: value);

    public static AmfValue Of(bool value) => value ? True : False;

    public static AmfValue Date(double milliseconds) => new(AmfKind.Date, milliseconds);

    public static AmfValue Object(params AmfMember[] members) => new(AmfKind.Object, members: members);

    public static AmfValue EcmaArray(params AmfMember[] members) => new(AmfKind.EcmaArray, members: members);

    public static AmfValue StrictArray(params AmfValue[] items) => new(AmfKind.StrictArray, items: items);
}
