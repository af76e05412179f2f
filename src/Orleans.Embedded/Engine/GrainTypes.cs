using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Embedded;

/// <summary>The grain classes of the program: of every assembly that is loaded, and of those they refer to.</summary>
internal sealed class GrainTypes
{
    private readonly Dictionary<string, GrainClass> byName = [];
    private readonly ConcurrentDictionary<Type, GrainClass> byInterface = new();

    public GrainTypes()
    {
        foreach (var type in FindAssemblies().SelectMany(TypesOf).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(type);
            if (!byName.TryAdd(grainClass.TypeName, grainClass))
                throw new InvalidOperationException($"{type} and {byName[grainClass.TypeName].Type} are both '{grainClass.TypeName}'.");
        }
    }

    public GrainClass Of(Type interfaceType) => byInterface.GetOrAdd(interfaceType, Find);

    public GrainClass Of(string typeName) =>
        byName.GetValueOrDefault(typeName)
            ?? throw new ArgumentException($"There is no grain class of type '{typeName}'.", nameof(typeName));

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type) && typeof(IGrain).IsAssignableFrom(type);

    private static IEnumerable<Assembly> FindAssemblies()
    {
        var engine = typeof(GrainTypes).Assembly.GetName().Name;
        var found = new Dictionary<string, Assembly>();
        var unread = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic));
        while (unread.TryPop(out var assembly))
        {
            if (IsOfFramework(assembly.GetName().Name) || !found.TryAdd(assembly.FullName!, assembly)) continue;
            foreach (var name in assembly.GetReferencedAssemblies())
                if (!IsOfFramework(name.Name) && !found.ContainsKey(name.FullName)) unread.Push(Assembly.Load(name));
        }
        return found.Values.Where(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name == engine));
    }

    private static bool IsOfFramework(string? name) =>
        name is null || name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft", StringComparison.Ordinal)
            || name is "netstandard" or "mscorlib";

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // A type whose optional dependency is absent is no grain of ours.
            return exception.Types.OfType<Type>();
        }
    }

    private GrainClass Find(Type interfaceType)
    {
        var classes = byName.Values.Where(grainClass => interfaceType.IsAssignableFrom(grainClass.Type)).ToList();
        return classes.Count switch
        {
            1 => classes[0],
            0 => throw new ArgumentException($"No grain class implements {interfaceType}.", nameof(interfaceType)),
            _ => throw new ArgumentException($"{interfaceType} has several classes: {string.Join(", ", classes.Select(c => c.Type))}."),
        };
    }
}
